/**
 * Rows that are served against rows that were built from the beginning of the log: equal, or which differ. Both are read
 * as of one moment each; what is told of a row is its table and primary key, never a value.
 */

import Sqlite, { type Database } from 'better-sqlite3';
import { type Fold, type Row, type Table, tablesOf } from '../fold/index.js';
import { listOf, quoted } from '../read-store/sql.js';

export interface Difference {
  readonly table: string;
  /** Values of the primary key, by column: ids and positions. */
  readonly key: Row;
  /** Where the row stands; in both with other values: changed. */
  readonly found: 'served only' | 'rebuilt only' | 'changed';
}

export interface Comparison {
  /** Position up to which the served rows are, and stay for this comparison. */
  readonly position: number;
  /** Call when the rebuilt rows stand at {@link position}. */
  differences(): Promise<readonly Difference[]>;
  close(): Promise<void>;
}

/** Files of two read stores with the same folds; the served one may go on while they are compared. */
export const openComparison = async (served: string, rebuilt: string, folds: readonly Fold[]): Promise<Comparison> => {
  const db = new Sqlite(':memory:');
  try {
    db.prepare('ATTACH ? AS served').run(served);
    db.prepare('ATTACH ? AS rebuilt').run(rebuilt);
    db.exec('BEGIN');
    // From this look on the served rows stay as they are now; those that are built are looked at when they are there.
    const position = db.prepare<[], number>('SELECT "position" FROM served."checkpoint"').pluck().get() ?? -1;
    return {
      position,
      differences: async () =>
        folds.flatMap((fold) => tablesOf(fold).flatMap(([name, table]) => between(db, name, table))),
      close: async () => void db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
};

const between = (db: Database, name: string, table: Table): readonly Difference[] => {
  const [servedOnly, rebuiltOnly] = [
    keysIn(db, name, table, 'served', 'rebuilt'),
    keysIn(db, name, table, 'rebuilt', 'served'),
  ];
  const found = new Map<string, Difference>();
  for (const key of servedOnly) found.set(JSON.stringify(key), { table: name, key, found: 'served only' });
  for (const key of rebuiltOnly) {
    const text = JSON.stringify(key);
    found.set(text, { table: name, key, found: found.has(text) ? 'changed' : 'rebuilt only' });
  }
  return [...found.values()];
};

/** Primary keys of rows that one side has and the other has not, to the last value. */
const keysIn = (db: Database, name: string, { columns, primaryKey }: Table, one: string, other: string): Row[] => {
  const all = listOf(Object.keys(columns));
  const rows = `SELECT ${all} FROM ${one}.${quoted(name)} EXCEPT SELECT ${all} FROM ${other}.${quoted(name)}`;
  return db.prepare<[], Row>(`SELECT ${listOf(primaryKey)} FROM (${rows}) ORDER BY ${listOf(primaryKey)}`).all();
};
