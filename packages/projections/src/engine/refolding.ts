/** One group folded anew from its events: the rows, and the place where it parks, that a rebuild would come to. */

import type { Recorded } from '@konsil/domain';
import type { Decoded } from '@konsil/event-store';
import { emptyGroup, type KeyedFold, type Row } from '../fold/index.js';
import { type Cell, encoderOf, valueOf } from '../read-store/cells.js';
import type { ParkedGroup, StoredGroup } from '../read-store/index.js';
import { EARLIER_UNREADABLE, type Place, UNSTORABLE } from './parking.js';
import type { Skips } from './skips.js';
import { isErasure, reasonOf, stepOf } from './steps.js';

export class Refolding {
  #group: StoredGroup;
  #parked: ParkedGroup | undefined;
  #erases = false;
  /** Streams with an event of which nobody could say to which group it belongs. */
  readonly #unread = new Set<string>();
  readonly #encoders: ReadonlyMap<string, (row: Row) => Cell[]>;

  constructor(
    private readonly fold: KeyedFold,
    private readonly key: string,
    private readonly skips: Skips,
  ) {
    this.#group = emptyGroup(fold);
    this.#encoders = new Map(Object.entries(fold.tables).map(([name, table]) => [name, encoderOf(table)]));
  }

  get group(): StoredGroup {
    return this.#group;
  }

  /** Where it is parked; `undefined` where every event was folded or skipped. */
  get parked(): ParkedGroup | undefined {
    return this.#parked;
  }

  /** Whether one of its events erases personal data. */
  get erases(): boolean {
    return this.#erases;
  }

  /** The next event of the streams that the group is in, in the log's order. */
  take(place: Decoded): void {
    const { parking, folding } = stepOf(place, [this.fold]);
    for (const { reason } of parking) this.#unfoldable(place, reason);
    if (folding?.evolving.some(({ keys }) => keys.includes(this.key)) === true) this.#evolve(folding.event);
  }

  #unfoldable(place: Place, reason: string): void {
    if (this.skips.has(this.fold.name, this.key, place)) return;
    if (this.holds(place.stream)) this.#park(place, reason);
    else this.#unread.add(place.stream);
  }

  /** Whether the stream is known to be the group's, by its name or by a row. */
  holds(stream: string): boolean {
    const group = this.fold.streamGroup(stream);
    if (group === undefined) return false;
    if ('key' in group) return group.key === this.key;
    const { table, column, value } = group.lookUp;
    return (this.#group[table] ?? []).some((row) => valueOf(row, column) === value);
  }

  /** As the engine does it: what is erased leaves the rows of a parked group too. */
  #evolve(event: Recorded): void {
    if (isErasure(event)) this.#erases = true;
    else {
      if (this.#parked !== undefined || this.skips.has(this.fold.name, this.key, event)) return;
      if (this.#unread.has(event.stream)) return this.#park(event, EARLIER_UNREADABLE);
    }
    let after: StoredGroup;
    try {
      after = this.fold.evolve(this.#group, event, this.key);
    } catch (error) {
      return this.#park(event, reasonOf(error));
    }
    if (this.#canBeStored(after)) this.#group = after;
    else this.#park(event, UNSTORABLE);
  }

  #canBeStored(after: StoredGroup): boolean {
    try {
      for (const [table, encode] of this.#encoders) {
        const known = new Set(this.#group[table]);
        for (const row of after[table] ?? []) if (!known.has(row)) encode(row);
      }
      return true;
    } catch {
      return false;
    }
  }

  #park({ position, type: eventType, recordedAt: parkedAt }: Place, reason: string): void {
    this.#parked ??= { fold: this.fold.name, key: this.key, position, eventType, reason, parkedAt };
  }
}
