/** Brings a file to the tables that today's folds want. */

import type { Database } from 'better-sqlite3';
import { type Fold, tablesOf } from '../../fold/index.js';
import { quoted } from '../sql.js';
import { createTable, ownTables } from './statements.js';

interface Named {
  readonly name: string;
}

/** Counts up when the same tables become other SQL: primary keys, row ids, indexes. */
const LAYOUT = 2;

const shapeOf = (fold: Fold): string => JSON.stringify({ layout: LAYOUT, tables: fold.tables });

const tablesIn = (database: Database): readonly string[] =>
  database
    .prepare<[], Named>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map(({ name }) => name);

/** Whether the file holds exactly the tables of these folds, in these versions. */
export const isCurrent = (database: Database, folds: readonly Fold[]): boolean => {
  if (!tablesIn(database).includes('foldVersions')) return false;
  const stored = database
    .prepare<[], { fold: string; version: number; shape: string }>('SELECT * FROM "foldVersions"')
    .all();
  return (
    stored.length === folds.length &&
    folds.every((fold) =>
      stored.some(
        ({ fold: name, version, shape }) => name === fold.name && version === fold.version && shape === shapeOf(fold),
      ),
    )
  );
};

/** Drops what is there and makes empty tables, without secondary indexes, in one transaction. */
export const recreate = (database: Database, folds: readonly Fold[]): void => {
  database.transaction(() => {
    for (const name of tablesIn(database)) database.exec(`DROP TABLE ${quoted(name)}`);
    for (const statement of ownTables) database.exec(statement);
    const remember = database.prepare('INSERT INTO "foldVersions" VALUES (?, ?, ?)');
    for (const fold of folds) {
      for (const [name, table] of tablesOf(fold)) database.exec(createTable(name, table));
      remember.run(fold.name, fold.version, shapeOf(fold));
    }
  })();
};
