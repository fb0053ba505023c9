/**
 * Groups that could not be folded any further. The rest goes on; queries deny a parked patient or roster to everybody
 * but its provider. Rules: product.md J3.
 */

import type { Fold, KeyedFold } from '../fold/index.js';
import type { ParkedGroup, ReadStoreWriter } from '../read-store/index.js';
import type { Skips } from './skips.js';

/** Where an event stands, for who reads the list of parked groups. */
export interface Place {
  readonly id: string;
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly recordedAt: string;
}

/** Why a group is parked with the next event of a stream of which nobody could say where it belongs. */
export const EARLIER_UNREADABLE = 'an earlier event of the stream could not be read';
export const UNSTORABLE = 'rows that no table can hold';

export class Parking {
  readonly #keys = new Map<string, Set<string>>();
  #fresh: ParkedGroup[] = [];

  private constructor(
    private readonly writer: ReadStoreWriter,
    private readonly skips: Skips,
  ) {}

  /** With the groups that the store has parked already. */
  static async over(writer: ReadStoreWriter, skips: Skips): Promise<Parking> {
    const parking = new Parking(writer, skips);
    for (const { fold, key } of await writer.parked()) parking.#of(fold).add(key);
    return parking;
  }

  /** Parked since the last commit. */
  get fresh(): readonly ParkedGroup[] {
    return this.#fresh;
  }

  committed(): void {
    this.#fresh = [];
  }

  isParked(fold: Fold, key: string): boolean {
    return this.#keys.get(fold.name)?.has(key) === true;
  }

  /** Whether an operator has had the event left out for this group. */
  isSkipped(fold: Fold, key: string, place: Place): boolean {
    return this.skips.has(fold.name, key, place);
  }

  park(fold: Fold, key: string, place: Place, reason: string): void {
    if (this.isParked(fold, key) || this.isSkipped(fold, key, place)) return;
    this.#of(fold.name).add(key);
    const { position, type: eventType, recordedAt: parkedAt } = place;
    this.#fresh.push({ fold: fold.name, key, position, eventType, reason, parkedAt });
  }

  /** Parks the group that a stream tells of, or the stream itself where no group is known. */
  async parkStream(fold: KeyedFold, place: Place, reason: string): Promise<void> {
    const group = fold.streamGroup(place.stream);
    if (group === undefined) return this.park(fold, place.stream, place, reason);
    if ('key' in group) return this.park(fold, group.key, place, reason);
    const { table, column, value } = group.lookUp;
    this.park(fold, (await this.writer.lookUpGroup(fold, table, column, value)) ?? place.stream, place, reason);
  }

  #of(fold: string): Set<string> {
    const keys = this.#keys.get(fold) ?? new Set<string>();
    this.#keys.set(fold, keys);
    return keys;
  }
}
