/** Writes what became of counters, within the transaction of the rows that they count. */

import type { Database, Statement } from 'better-sqlite3';
import { counterTablesOf, type Fold } from '../../fold/index.js';
import type { Cell } from '../cells.js';
import type { Changes } from '../read-store.js';
import { changeCount, deleteEmptyCount } from './statements.js';

interface CounterStatements {
  readonly change: Statement<Cell[]>;
  readonly removeEmpty: Statement<Cell[]>;
}

export class SqliteCounters {
  readonly #statements: ReadonlyMap<string, CounterStatements>;

  constructor(database: Database, folds: readonly Fold[]) {
    const counters = folds.flatMap(({ tables }) => Object.values(tables).flatMap(counterTablesOf));
    this.#statements = new Map(
      counters.map(([name, table]) => [
        name,
        {
          change: database.prepare(changeCount(name, table)),
          removeEmpty: database.prepare(deleteEmptyCount(name, table)),
        },
      ]),
    );
  }

  change(counts: Changes['counts']): void {
    for (const [counter, changes] of counts) {
      const { change, removeEmpty } = this.#of(counter);
      for (const { cells, by } of changes) {
        change.run(...cells, by);
        if (by < 0) removeEmpty.run(...cells);
      }
    }
  }

  #of(counter: string): CounterStatements {
    const statements = this.#statements.get(counter);
    if (statements === undefined) throw new Error(`No fold of this store has a counter ${counter}.`);
    return statements;
  }
}
