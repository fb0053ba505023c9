/** Groups in memory: what the store holds, and what the events since have made of it. */

import type { Group, KeyedFold, Row } from '../fold/index.js';
import { emptyGroup } from '../fold/index.js';
import { identityOf } from '../read-store/cells.js';
import type { ReadStoreWriter } from '../read-store/index.js';

export type AnyGroup = Group<Record<string, Row>>;

interface Held {
  stored: AnyGroup;
  current: AnyGroup;
}

/** How many groups a fold keeps between pages; the ones used last. */
const KEPT = 4_000;

/** Collects rows by table. */
export class RowsByTable {
  readonly rows = new Map<string, Row[]>();

  add(table: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const known = this.rows.get(table);
    if (known === undefined) this.rows.set(table, [...rows]);
    else known.push(...rows);
  }
}

/** The groups of one keyed fold. */
export class Groups {
  readonly #held = new Map<string, Held>();
  readonly #touched = new Set<string>();
  readonly #identities: readonly (readonly [string, (row: Row) => string])[];

  constructor(
    readonly fold: KeyedFold,
    private readonly writer: ReadStoreWriter,
  ) {
    this.#identities = Object.entries(fold.tables).map(([name, table]) => [name, identityOf(table)]);
  }

  /** Changes a group in memory. Throws what `change` throws, and then leaves the group as it was. */
  change(key: string, isNew: boolean, change: (group: AnyGroup) => AnyGroup): void {
    const held = this.#hold(key, isNew);
    const next = change(held.current);
    if (next === held.current) return;
    held.current = next;
    this.#touched.add(key);
  }

  /** Rows that differ from what the store holds; answers the keys of the groups they belong to. */
  collect(upserts: RowsByTable, deletes: RowsByTable): readonly string[] {
    const changed: string[] = [];
    for (const key of this.#touched) {
      const held = this.#held.get(key);
      if (held !== undefined && this.#differences(held, upserts, deletes)) changed.push(key);
    }
    return changed;
  }

  /** What was collected has been committed. */
  committed(): void {
    for (const key of this.#touched) {
      const held = this.#held.get(key);
      if (held === undefined) continue;
      held.stored = held.current;
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
    const held = { stored, current: stored };
    this.#held.set(key, held);
    return held;
  }

  #differences({ stored, current }: Held, upserts: RowsByTable, deletes: RowsByTable): boolean {
    let differs = false;
    for (const [table, identity] of this.#identities) {
      const before = stored[table] ?? [];
      const after = current[table] ?? [];
      if (before === after) continue;
      const gone = new Map(before.map((row) => [identity(row), row]));
      const changed = after.filter((row) => {
        const id = identity(row);
        const isChanged = gone.get(id) !== row;
        gone.delete(id);
        return isChanged;
      });
      upserts.add(table, changed);
      deletes.add(table, [...gone.values()]);
      differs ||= changed.length > 0 || gone.size > 0;
    }
    return differs;
  }
}
