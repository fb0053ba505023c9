/** Statements of a table, prepared once. */

import type { Database, Statement } from 'better-sqlite3';
import type { Fold, Row, Table } from '../../fold/index.js';
import { type Cell, decoderOf, type RowChange } from '../cells.js';
import type { StoredGroup } from '../read-store.js';
import { deleteRow, selectGroup, updateRow, upsert } from './statements.js';

export interface TableStatements {
  readonly put: Statement<Cell[]>;
  /** Changes exactly these columns. */
  readonly update: (columns: RowChange['columns']) => Statement<Cell[]>;
  readonly remove: Statement<Cell[]>;
  readonly select: Statement<[string], Row> | undefined;
  readonly decode: (stored: Row) => Row;
}

/** The statements of every table of the folds. */
export const prepareTables = (database: Database, folds: readonly Fold[]): ReadonlyMap<string, TableStatements> => {
  const tables = new Map<string, TableStatements>();
  for (const fold of folds) {
    for (const [name, table] of Object.entries(fold.tables)) {
      tables.set(name, {
        put: database.prepare(upsert(name, table)),
        update: prepareUpdates(database, name, table),
        remove: database.prepare(deleteRow(name, table)),
        select: fold.kind === 'keyed' ? database.prepare(selectGroup(name, table, fold.groupColumn)) : undefined,
        decode: decoderOf(table),
      });
    }
  }
  return tables;
};

/** One statement for each set of columns that events change together; those are few. */
const prepareUpdates = (database: Database, name: string, table: Table): TableStatements['update'] => {
  const statements = new Map<string, Statement<Cell[]>>();
  return (columns) => {
    const key = columns.join();
    const statement = statements.get(key) ?? database.prepare<Cell[]>(updateRow(name, table, columns));
    statements.set(key, statement);
    return statement;
  };
};

/** The rows of one group, decoded. */
export const groupIn = (tables: readonly (TableStatements & { readonly name: string })[], key: string): StoredGroup =>
  Object.fromEntries(tables.map(({ name, select, decode }) => [name, select?.all(key).map(decode) ?? []]));
