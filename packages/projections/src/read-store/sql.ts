/** SQL text that every store says alike. */

import type { Fold, Index, Table } from '../fold/index.js';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const listOf = (names: readonly string[]): string => names.map(quoted).join(', ');

const indexName = (table: string, index: Index): string => `${table}_${index.columns.join('_')}`;

/** Rows without a value in the first column are asked for by no index, and cost none. */
const createIndex = (name: string, { columns }: Table, index: Index): string => {
  const [first] = index.columns;
  const entry = listOf([...index.columns, ...(index.filters ?? [])]);
  const all = `CREATE INDEX IF NOT EXISTS ${quoted(indexName(name, index))} ON ${quoted(name)} (${entry})`;
  return first !== undefined && columns[first]?.nullable === true ? `${all} WHERE ${quoted(first)} IS NOT NULL` : all;
};

/** The secondary indexes of all tables, in the order they are built in. */
export const createIndexes = (folds: readonly Fold[]): readonly string[] =>
  folds.flatMap((fold) =>
    Object.entries(fold.tables).flatMap(([name, table]) =>
      (table.indexes ?? []).map((index) => createIndex(name, table, index)),
    ),
  );
