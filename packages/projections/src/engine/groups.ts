/** Groups in memory: what the store holds, and what the events since have made of it. */

import type { Group, KeyedFold, Row } from '../fold/index.js';
import { emptyGroup } from '../fold/index.js';
import { type Cell, encoderOf, identityOf, keyEncoderOf } from '../read-store/cells.js';
import type { ReadStoreWriter } from '../read-store/index.js';
import type { Place } from './parking.js';

export type AnyGroup = Group<Record<string, Row>>;

interface Held {
  stored: AnyGroup;
  current: AnyGroup;
  /** The event that changed it last. */
  changedBy: Place | undefined;
}

interface TableOf {
  readonly name: string;
  readonly identity: (row: Row) => string;
  readonly encode: (row: Row) => Cell[];
  readonly encodeKey: (row: Row) => Cell[];
}

/** How many groups a fold keeps between pages; the ones used last. */
const KEPT = 4_000;

/** Collects what is to be written, by table. */
export class CellsByTable {
  readonly rows = new Map<string, Cell[][]>();

  add(table: string, rows: readonly Cell[][]): void {
    if (rows.length === 0) return;
    const known = this.rows.get(table);
    if (known === undefined) this.rows.set(table, [...rows]);
    else known.push(...rows);
  }
}

/** What became of the groups of a fold in a page. */
export interface Collected {
  /** Keys of the groups whose rows changed. */
  readonly changed: readonly string[];
  /** Groups with rows that no table can hold; they are left as the store has them. */
  readonly broken: readonly { readonly key: string; readonly place: Place }[];
}

/** The groups of one keyed fold. */
export class Groups {
  readonly #held = new Map<string, Held>();
  readonly #touched = new Set<string>();
  readonly #tables: readonly TableOf[];

  constructor(
    readonly fold: KeyedFold,
    private readonly writer: ReadStoreWriter,
  ) {
    this.#tables = Object.entries(fold.tables).map(([name, table]) => ({
      name,
      identity: identityOf(table),
      encode: encoderOf(table),
      encodeKey: keyEncoderOf(table),
    }));
  }

  /** Changes a group in memory. Throws what `change` throws, and then leaves the group as it was. */
  change(key: string, event: Place, isNew: boolean, change: (group: AnyGroup) => AnyGroup): void {
    const held = this.#hold(key, isNew);
    const next = change(held.current);
    if (next === held.current) return;
    held.current = next;
    held.changedBy = event;
    this.#touched.add(key);
  }

  /** Cells of the rows that differ from what the store holds. */
  collect(upserts: CellsByTable, deletes: CellsByTable): Collected {
    const [changed, broken]: [string[], { key: string; place: Place }[]] = [[], []];
    for (const key of this.#touched) {
      const held = this.#held.get(key);
      if (held?.changedBy === undefined) continue;
      try {
        const differences = this.#tables.map((table) => this.#differences(held, table));
        for (const { table, put, removed } of differences) {
          upserts.add(table, put);
          deletes.add(table, removed);
        }
        if (differences.some(({ put, removed }) => put.length + removed.length > 0)) changed.push(key);
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
      this.#held.delete(key);
      this.#held.set(key, held);
    }
    this.#touched.clear();
    for (const key of this.#held.keys()) {
      if (this.#held.size <= KEPT) break;
      this.#held.delete(key);
    }
  }

  #hold(key: string, isNew: boolean): Held {
    const known = this.#held.get(key);
    if (known !== undefined) return known;
    const stored = isNew ? emptyGroup(this.fold) : this.writer.loadGroup(this.fold, key);
    const held: Held = { stored, current: stored, changedBy: undefined };
    this.#held.set(key, held);
    return held;
  }

  /** @throws TypeError where a row has a value that its column can't hold. */
  #differences(
    { stored, current }: Held,
    { name, identity, encode, encodeKey }: TableOf,
  ): { readonly table: string; readonly put: Cell[][]; readonly removed: Cell[][] } {
    const before = stored[name] ?? [];
    const after = current[name] ?? [];
    if (before === after) return { table: name, put: [], removed: [] };
    const gone = new Map(before.map((row) => [identity(row), row]));
    const put: Cell[][] = [];
    for (const row of after) {
      const id = identity(row);
      if (gone.get(id) !== row) put.push(encode(row));
      gone.delete(id);
    }
    return { table: name, put, removed: [...gone.values()].map(encodeKey) };
  }
}
