/** Collects what a commit writes, by table. */

import type { Emptying } from '../fold/index.js';
import type { Cell, RowChange } from '../read-store/cells.js';
import type { Changes, CountChange } from '../read-store/index.js';
import type { Counted } from './counting.js';
import type { Told } from './telling.js';

export class Collecting {
  readonly upserts = new Map<string, Cell[][]>();
  readonly updates = new Map<string, RowChange[]>();
  readonly deletes = new Map<string, Cell[][]>();
  readonly emptied: Emptying[] = [];
  readonly told: Told[] = [];

  readonly #counts = new Map<string, Map<string, CountChange>>();

  put(table: string, rows: readonly Cell[][]): void {
    add(this.upserts, table, rows);
  }

  take({ table, added, changed, removed, counts, told }: Differences): void {
    add(this.upserts, table, added);
    add(this.updates, table, changed);
    add(this.deletes, table, removed);
    for (const one of told) this.told.push(one);
    for (const { counter, cells, by } of counts) {
      const changes = this.#counts.get(counter) ?? new Map<string, CountChange>();
      const key = JSON.stringify(cells);
      changes.set(key, { cells, by: (changes.get(key)?.by ?? 0) + by });
      this.#counts.set(counter, changes);
    }
  }

  /** What was collected, for a commit; of the counters those that come out changed. */
  changes(): Pick<Changes, 'upserts' | 'updates' | 'deletes' | 'counts' | 'emptied'> {
    const { upserts, updates, deletes, emptied } = this;
    const counts = new Map<string, readonly CountChange[]>();
    for (const [counter, changes] of this.#counts) {
      const changed = [...changes.values()].filter(({ by }) => by !== 0);
      if (changed.length > 0) counts.set(counter, changed);
    }
    return { upserts, updates, deletes, counts, emptied };
  }
}

const add = <Of>(byTable: Map<string, Of[]>, table: string, rows: readonly Of[]): void => {
  if (rows.length === 0) return;
  const known = byTable.get(table) ?? [];
  for (const row of rows) known.push(row);
  byTable.set(table, known);
};

/** How a group's rows of one table differ from what the store holds. */
export interface Differences {
  readonly table: string;
  readonly added: readonly Cell[][];
  readonly changed: readonly RowChange[];
  readonly removed: readonly Cell[][];
  readonly counts: readonly Counted[];
  readonly told: readonly Told[];
}

/** A count changes only with a row. */
export const isNone = ({ added, changed, removed }: Differences): boolean =>
  added.length + changed.length + removed.length === 0;
