/** Groups in memory: what the store holds, and what the events since have made of it. */

import type { KeyedFold, Row } from '../fold/index.js';
import { emptyGroup } from '../fold/index.js';
import {
  type Cell,
  changeEncoderOf,
  encoderOf,
  identityOf,
  keyEncoderOf,
  type RowChange,
} from '../read-store/cells.js';
import type { ReadStoreWriter, StoredGroup } from '../read-store/index.js';
import { type Collecting, type Differences, isNone } from './collecting.js';
import { counted, countersOf, type RowCounter } from './counting.js';
import type { Place } from './parking.js';
import { silent, type Teller, tellerOf, type Told } from './telling.js';

interface Held {
  stored: StoredGroup;
  current: StoredGroup;
  /** The event that changed it last. */
  changedBy: Place | undefined;
  /** Rows, and one for the group itself, when it was loaded or committed. */
  size: number;
}

interface TableOf {
  readonly name: string;
  readonly identity: (row: Row) => string;
  readonly encode: (row: Row) => Cell[];
  readonly encodeChange: (before: Row, after: Row) => RowChange;
  readonly encodeKey: (row: Row) => Cell[];
  readonly counters: readonly RowCounter[];
  readonly tell: Teller;
}

/** How many rows a fold keeps in memory between commits, in the groups that were used last. */
const ROWS_KEPT = 12_000;

/** What became of the groups of a fold in a page. */
export interface Collected {
  /** Keys of the groups whose rows changed. */
  readonly changed: readonly string[];
  /** Groups with rows that no table can hold; they are left as the store has them. */
  readonly broken: readonly { readonly key: string; readonly place: Place }[];
}

const sizeOf = (group: StoredGroup): number => Object.values(group).reduce((sum, rows) => sum + rows.length, 1);

/** The groups of one keyed fold. */
export class Groups {
  /** In the order of their last use by a commit. */
  readonly #held = new Map<string, Held>();
  #rows = 0;
  readonly #touched = new Set<string>();
  readonly #tables: readonly TableOf[];

  /** @param rowsKept how many rows stay in memory after a commit; more only where one commit changed them */
  constructor(
    readonly fold: KeyedFold,
    private readonly writer: Pick<ReadStoreWriter, 'loadGroups'>,
    private readonly rowsKept = ROWS_KEPT,
  ) {
    this.#tables = Object.entries(fold.tables).map(([name, table]) => ({
      name,
      identity: identityOf(table),
      encode: encoderOf(table),
      encodeChange: changeEncoderOf(table),
      encodeKey: keyEncoderOf(table),
      counters: countersOf(table),
      tell: tellerOf(name, table),
    }));
  }

  /** Rows in memory as of the last commit. */
  get rowsHeld(): number {
    return this.#rows;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  /** Takes those of the groups into memory that are not there yet, all at once. */
  async load(keys: Iterable<string>): Promise<void> {
    const missing = [...keys].filter((key) => !this.#held.has(key));
    if (missing.length === 0) return;
    for (const [key, group] of await this.writer.loadGroups(this.fold, missing)) this.#hold(key, group);
  }

  /** Takes a group into memory that no event has touched before, unless it is there. */
  begin(key: string): void {
    if (!this.#held.has(key)) this.#hold(key, emptyGroup(this.fold));
  }

  /** The group as it is now. It has to be in memory. */
  at(key: string): StoredGroup {
    return this.#heldAt(key).current;
  }

  /** What an event has made of a group that is in memory; the same object where it changed nothing. */
  put(key: string, group: StoredGroup, event: Place): void {
    const held = this.#heldAt(key);
    if (group === held.current) return;
    held.current = group;
    held.changedBy = event;
    this.#touched.add(key);
  }

  /**
   * Cells of the rows that differ from what the store holds.
   * @param tells whether anybody listens to which rows they are
   */
  collect(into: Collecting, tells = false): Collected {
    const [changed, broken]: [string[], { key: string; place: Place }[]] = [[], []];
    for (const key of this.#touched) {
      const held = this.#held.get(key);
      if (held?.changedBy === undefined) continue;
      try {
        const differences = this.#tables.map((table) => this.#differences(held, table, tells));
        for (const difference of differences) into.take(difference);
        if (!differences.every(isNone)) changed.push(key);
      } catch {
        held.current = held.stored;
        broken.push({ key, place: held.changedBy });
      }
    }
    return { changed, broken };
  }

  /** What was collected has been committed. */
  committed(): void {
    for (const key of this.#touched) {
      const held = this.#held.get(key);
      if (held === undefined) continue;
      held.stored = held.current;
      held.changedBy = undefined;
      this.#rows -= held.size;
      held.size = sizeOf(held.current);
      this.#rows += held.size;
      this.#held.delete(key);
      this.#held.set(key, held);
    }
    this.#touched.clear();
    for (const [key, { size }] of this.#held) {
      if (this.#rows <= this.rowsKept) break;
      this.#held.delete(key);
      this.#rows -= size;
    }
  }

  #heldAt(key: string): Held {
    const held = this.#held.get(key);
    if (held === undefined) throw new Error(`A group of ${this.fold.name} was not loaded.`);
    return held;
  }

  #hold(key: string, stored: StoredGroup): void {
    const held: Held = { stored, current: stored, changedBy: undefined, size: sizeOf(stored) };
    this.#held.set(key, held);
    this.#rows += held.size;
  }

  /** @throws TypeError where a row has a value that its column can't hold. */
  #differences({ stored, current }: Held, table: TableOf, tells: boolean): Differences {
    const { name, identity, encode, encodeChange, encodeKey, counters } = table;
    const before = stored[name] ?? [];
    const after = current[name] ?? [];
    if (before === after) return { table: name, added: [], changed: [], removed: [], counts: [], told: [] };
    const tell = tells ? table.tell : silent;
    const gone = new Map(before.map((row) => [identity(row), row]));
    const [added, changed, told]: [Cell[][], RowChange[], Told[]] = [[], [], []];
    for (const row of after) {
      const id = identity(row);
      const known = gone.get(id);
      gone.delete(id);
      if (known === row) continue;
      if (known === undefined) added.push(encode(row));
      else {
        const change = encodeChange(known, row);
        if (change.columns.length === 0) continue;
        changed.push(change);
      }
      told.push(...tell(known, row));
    }
    for (const row of gone.values()) told.push(...tell(row, undefined));
    const removed = [...gone.values()].map(encodeKey);
    return { table: name, added, changed, removed, counts: counted(counters, before, after), told };
  }
}
