/** Folds pages of events into the rows of all folds, and commits them. */

import type { Recorded } from '@konsil/domain';
import type { Decoded } from '@konsil/event-store';
import type { AppendingFold, Fold, KeyedFold, Row } from '../fold/index.js';
import { type Cell, encoderOf } from '../read-store/cells.js';
import type { ReadStoreWriter } from '../read-store/index.js';
import type { Commit } from './engine.js';
import { Collecting, Groups } from './groups.js';
import { Parking, type Place } from './parking.js';
import { toRecorded } from './recorded.js';

/** Of an error only its kind: the message may hold data of the event. */
const reasonOf = (error: unknown): string =>
  `fold threw ${typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error}`;

export class PageFolder {
  readonly #groups = new Map<string, Groups>();
  readonly #byCategory = new Map<string, Fold[]>();
  /** Of the tables of appending folds. */
  readonly #encoders = new Map<string, (row: Row) => Cell[]>();
  readonly #parking: Parking;
  #collecting = new Collecting();
  #changed = new Map<string, Set<string>>();
  /** Whether personal data are erased by what is not written yet. */
  #erases = false;
  /** The last event that was folded and is not written yet. */
  #folded: Place | undefined;
  /** Where the events begin and end that no commit has told of yet, and how many they are. */
  #untold: { readonly from: number; to: number; count: number } | undefined;

  constructor(
    folds: readonly Fold[],
    private readonly writer: ReadStoreWriter,
  ) {
    this.#parking = new Parking(writer);
    for (const fold of folds) {
      if (fold.kind === 'keyed') this.#groups.set(fold.name, new Groups(fold, writer));
      else for (const [name, table] of Object.entries(fold.tables)) this.#encoders.set(name, encoderOf(table));
      for (const category of fold.categories) {
        this.#byCategory.set(category, [...(this.#byCategory.get(category) ?? []), fold]);
      }
    }
  }

  /** How many events have been folded since the last commit. */
  get uncommitted(): number {
    return this.#untold?.count ?? 0;
  }

  /** Folds a page in memory. After an error the folder is of no use any more. */
  fold(page: readonly Decoded[]): void {
    for (const decoded of page) {
      this.#foldOne(decoded);
      this.#folded = decoded;
      this.#untold ??= { from: decoded.position, to: decoded.position, count: 0 };
      this.#untold.to = decoded.position;
      this.#untold.count += 1;
    }
  }

  /** Commits what was folded, with the checkpoint; `undefined` where there is nothing. */
  commit(): Commit | undefined {
    if (this.#untold === undefined) return undefined;
    this.#write();
    const { from, to } = this.#untold;
    const changed = Object.fromEntries([...this.#changed].map(([fold, keys]) => [fold, [...keys]]));
    this.#changed = new Map();
    this.#untold = undefined;
    return { from, to, changed };
  }

  /** Moves the checkpoint over what was looked at and is nothing to any fold. */
  moveTo(position: number): void {
    const { position: before, ...rest } = this.writer.checkpoint();
    if (position > before)
      this.writer.commit(
        { upserts: new Map(), updates: new Map(), deletes: new Map(), emptied: [], erases: false, parked: [] },
        { ...rest, position },
      );
  }

  #foldOne(decoded: Decoded): void {
    const folds = this.#byCategory.get(decoded.stream.slice(0, decoded.stream.indexOf('-'))) ?? [];
    if (folds.length === 0) return;
    const readable = toRecorded(decoded);
    if ('unreadable' in readable) return this.#parkUnreadable(folds, decoded, readable.unreadable);
    if (readable.event.type === 'PersonalDataErased') this.#erases = true;
    for (const fold of folds) this.#foldInto(fold, readable.event);
  }

  #foldInto(fold: Fold, event: Recorded): void {
    if (fold.kind === 'appending') return this.#append(fold, event);
    let keys: readonly string[];
    try {
      keys = fold.keys(event);
    } catch (error) {
      return this.#parkUnreadable([fold], event, reasonOf(error));
    }
    for (const key of keys) this.#evolve(fold, key, event);
  }

  #evolve(fold: KeyedFold, key: string, event: Recorded): void {
    // What is erased leaves the rows of a parked group too: they stand as they were, and nothing else would reach them.
    const erases = event.type === 'PersonalDataErased';
    if (!erases && this.#parking.isParked(fold, key)) return;
    if (!erases && this.#parking.isParked(fold, event.stream)) {
      return this.#parking.park(fold, key, event, 'an earlier event of the stream could not be read');
    }
    try {
      const isNew = fold.begins?.(event) === true;
      this.#groups.get(fold.name)?.change(key, event, isNew, (group) => fold.evolve(group, event, key));
    } catch (error) {
      if (isStoreError(error)) throw error;
      this.#parking.park(fold, key, event, reasonOf(error));
    }
  }

  #append(fold: AppendingFold, event: Recorded): void {
    try {
      const rows = Object.entries(fold.rows(event)).map(([table, added]) => {
        const encode = this.#encoders.get(table);
        if (encode === undefined) throw new TypeError('The fold has no such table.');
        return { table, cells: (added ?? []).map(encode) };
      });
      const emptied = fold.emptied?.(event) ?? [];
      for (const { table, cells } of rows) this.#collecting.put(table, cells);
      this.#collecting.emptied.push(...emptied);
    } catch (error) {
      this.#parking.park(fold, event.id, event, reasonOf(error));
    }
  }

  /** Rare; what was folded before is committed first, so that the group can be looked up in the store. */
  #parkUnreadable(folds: readonly Fold[], place: Place, reason: string): void {
    this.#write();
    for (const fold of folds) {
      if (fold.kind === 'keyed') this.#parking.parkStream(fold, place, reason);
      else this.#parking.park(fold, place.id, place, reason);
    }
  }

  #write(): void {
    if (this.#folded === undefined) return;
    const { position, id: eventId } = this.#folded;
    const collecting = this.#collecting;
    for (const [name, groups] of this.#groups) {
      const known = this.#changed.get(name) ?? new Set();
      const { changed, broken } = groups.collect(collecting);
      for (const key of changed) known.add(key);
      for (const { key, place } of broken) this.#parking.park(groups.fold, key, place, 'rows that no table can hold');
      if (known.size > 0) this.#changed.set(name, known);
    }
    const { upserts, updates, deletes, emptied } = collecting;
    const changes = { upserts, updates, deletes, emptied, erases: this.#erases, parked: this.#parking.fresh };
    this.writer.commit(changes, { position, anchor: { position, eventId } });
    this.#folded = undefined;
    this.#erases = false;
    this.#collecting = new Collecting();
    this.#parking.committed();
    for (const groups of this.#groups.values()) groups.committed();
  }
}

/** Loading a group may fail for reasons that are not the event's; those are tried again. */
const isStoreError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_');
