/** Folds pages of events into the rows of all folds, and commits them. */

import { categoryOfStream, type Recorded } from '@konsil/domain';
import type { Decoded } from '@konsil/event-store';
import type { AppendingFold, Fold, KeyedFold, Row } from '../fold/index.js';
import { type Cell, encoderOf } from '../read-store/cells.js';
import type { ReadStoreWriter } from '../read-store/index.js';
import type { Commit } from './engine.js';
import { Collecting } from './collecting.js';
import { Groups } from './groups.js';
import { EARLIER_UNREADABLE, Parking, type Place, UNSTORABLE } from './parking.js';
import { Skips } from './skips.js';
import type { Told } from './telling.js';
import { type Evolving, type Folding, groupsToLoad, isErasure, reasonOf, type Step, stepOf } from './steps.js';

export class PageFolder {
  readonly #groups = new Map<string, Groups>();
  readonly #byCategory = new Map<string, Fold[]>();
  /** Of the tables of appending folds. */
  readonly #encoders = new Map<string, (row: Row) => Cell[]>();
  #collecting = new Collecting();
  #changed = new Map<string, Set<string>>();
  #told: Told[] = [];
  /** Whether personal data are erased by what is not written yet. */
  #erases = false;
  /** The last event that was folded and is not written yet. */
  #folded: Place | undefined;
  /** Where the events begin and end that no commit has told of yet, and how many they are. */
  #untold: { readonly from: number; to: number; count: number } | undefined;

  /** Begins where the store stands. */
  static async over(
    folds: readonly Fold[],
    writer: ReadStoreWriter,
    skips = new Skips(),
    tells = (): boolean => false,
  ): Promise<PageFolder> {
    return new PageFolder(folds, writer, await Parking.over(writer, skips), tells);
  }

  private constructor(
    folds: readonly Fold[],
    private readonly writer: ReadStoreWriter,
    private readonly parking: Parking,
    private readonly tells: () => boolean,
  ) {
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

  /**
   * Folds a page in memory, after the groups that it touches were loaded together. What is thrown is the store's trouble,
   * and the folder is of no use any more.
   */
  async fold(page: readonly Decoded[]): Promise<void> {
    const steps = page.map((place) => stepOf(place, this.#foldsOf(place)));
    const wanted = groupsToLoad(steps, (fold, key) => this.parking.isParked(fold, key));
    for (const [fold, keys] of wanted) await this.#groupsOf(fold).load(keys);
    for (const step of steps) {
      await this.#take(step);
      const { place } = step;
      this.#folded = place;
      this.#untold ??= { from: place.position, to: place.position, count: 0 };
      this.#untold.to = place.position;
      this.#untold.count += 1;
    }
  }

  /** Commits what was folded, with the checkpoint; `undefined` where there is nothing. */
  async commit(): Promise<Commit | undefined> {
    if (this.#untold === undefined) return undefined;
    await this.#write();
    const { from, to } = this.#untold;
    const changed = Object.fromEntries([...this.#changed].map(([fold, keys]) => [fold, [...keys]]));
    const told = this.#told;
    this.#changed = new Map();
    this.#told = [];
    this.#untold = undefined;
    return { from, to, changed, told };
  }

  /** Moves the checkpoint over what was looked at and is nothing to any fold. */
  async moveTo(position: number): Promise<void> {
    const { position: before, ...rest } = await this.writer.checkpoint();
    if (position > before)
      await this.writer.commit(
        { ...new Collecting().changes(), erases: false, unparked: [], parked: [] },
        { ...rest, position },
      );
  }

  async #take({ place, parking, folding }: Step): Promise<void> {
    if (parking.length > 0) await this.#park(place, parking);
    if (folding === undefined) return;
    if (isErasure(folding.event)) this.#erases = true;
    for (const evolving of folding.evolving) await this.#evolve(evolving, folding);
    for (const fold of folding.appending) this.#append(fold, folding.event);
  }

  async #evolve({ fold, keys, begins }: Evolving, { event }: Folding): Promise<void> {
    const groups = this.#groupsOf(fold.name);
    for (const key of keys) {
      if (!this.#mayFold(fold, key, event)) continue;
      if (begins) groups.begin(key);
      // A commit amid the page may have let it go again.
      else if (!groups.has(key)) await groups.load([key]);
      const group = groups.at(key);
      try {
        groups.put(key, fold.evolve(group, event, key), event);
      } catch (error) {
        this.parking.park(fold, key, event, reasonOf(error));
      }
    }
  }

  #mayFold(fold: KeyedFold, key: string, event: Recorded): boolean {
    if (isErasure(event)) return true;
    if (this.parking.isParked(fold, key) || this.parking.isSkipped(fold, key, event)) return false;
    if (!this.parking.isParked(fold, event.stream)) return true;
    this.parking.park(fold, key, event, EARLIER_UNREADABLE);
    return false;
  }

  #append(fold: AppendingFold, event: Recorded): void {
    if (this.parking.isSkipped(fold, event.id, event)) return;
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
      this.parking.park(fold, event.id, event, reasonOf(error));
    }
  }

  /** Rare; what was folded before is committed first, so that the group can be looked up in the store. */
  async #park(place: Place, parking: Step['parking']): Promise<void> {
    await this.#write();
    for (const { fold, reason } of parking) {
      if (fold.kind === 'keyed') await this.parking.parkStream(fold, place, reason);
      else this.parking.park(fold, place.id, place, reason);
    }
  }

  async #write(): Promise<void> {
    if (this.#folded === undefined) return;
    const { position, id: eventId } = this.#folded;
    const collecting = this.#collecting;
    const tells = this.tells();
    for (const [name, groups] of this.#groups) {
      const known = this.#changed.get(name) ?? new Set();
      const { changed, broken } = groups.collect(collecting, tells);
      for (const key of changed) known.add(key);
      for (const { key, place } of broken) this.parking.park(groups.fold, key, place, UNSTORABLE);
      if (known.size > 0) this.#changed.set(name, known);
    }
    const lists = { unparked: [], parked: this.parking.fresh };
    const changes = { ...collecting.changes(), ...lists, erases: this.#erases };
    await this.writer.commit(changes, { position, anchor: { position, eventId } });
    this.#folded = undefined;
    this.#erases = false;
    for (const one of collecting.told) this.#told.push(one);
    this.#collecting = new Collecting();
    this.parking.committed();
    for (const groups of this.#groups.values()) groups.committed();
  }

  #foldsOf({ stream }: Decoded): readonly Fold[] {
    return this.#byCategory.get(categoryOfStream(stream)) ?? [];
  }

  #groupsOf(fold: string): Groups {
    const groups = this.#groups.get(fold);
    if (groups === undefined) throw new Error(`There is no keyed fold ${fold}.`);
    return groups;
  }
}
