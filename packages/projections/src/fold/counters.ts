/**
 * Counters: how many rows of a table have the same values in some columns. They are kept in tables of their own from what
 * each commit changes, so that a count is read and never made.
 */

import type { Column, Counter, Fold, Table } from './fold.js';

const flag: Column = { kind: 'boolean' };

/** The counter as a table: the columns it counts by, then `count`. Combinations that no row has are not in it. */
const counterTable = ({ columns }: Table, { by, whether = [] }: Counter): Table => ({
  columns: {
    ...Object.fromEntries(by.map((name) => [name, columns[name] ?? flag])),
    ...Object.fromEntries(whether.map((name) => [name, flag])),
    count: { kind: 'integer' },
  },
  primaryKey: [...by, ...whether],
});

/** The counters of one table, as tables. */
export const counterTablesOf = (table: Table): readonly (readonly [string, Table])[] =>
  Object.entries(table.counters ?? {}).map(([name, counter]) => [name, counterTable(table, counter)]);

/** Everything that a store holds for a fold: its tables, each with its counters. */
export const tablesOf = (fold: Fold): readonly (readonly [string, Table])[] =>
  Object.entries(fold.tables).flatMap(([name, table]) => [[name, table], ...counterTablesOf(table)]);
