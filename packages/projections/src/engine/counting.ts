/** How the counters of a table change when rows of a group do. */

import type { Column, Counter, Row, Table } from '../fold/index.js';
import { type Cell, cellOf, valueOf } from '../read-store/cells.js';

/** One counter of a table: the cells by which it counts a row. */
export interface RowCounter {
  readonly name: string;
  readonly cellsOf: (row: Row) => Cell[];
}

export interface Counted {
  readonly counter: string;
  readonly cells: readonly Cell[];
  readonly by: 1 | -1;
}

export const countersOf = (table: Table): readonly RowCounter[] =>
  Object.entries(table.counters ?? {}).map(([name, counter]) => ({ name, cellsOf: cellsBy(table, counter) }));

const cellsBy = ({ columns }: Table, { by, whether = [] }: Counter): RowCounter['cellsOf'] => {
  const compared = by.map((name): [string, Column] => [name, columns[name] ?? { kind: 'text' }]);
  return (row) => [
    ...compared.map(([name, column]) => cellOf(column, valueOf(row, name))),
    ...whether.map((name) => (holdsSomething(valueOf(row, name)) ? 1 : 0)),
  ];
};

const holdsSomething = (value: unknown): boolean =>
  typeof value === 'number' ? value > 0 : typeof value === 'string' ? value !== '' : value === true;

/** Rows that stay the same object are counted as before. */
export const counted = (
  counters: readonly RowCounter[],
  before: readonly Row[],
  after: readonly Row[],
): readonly Counted[] => {
  if (counters.length === 0) return [];
  const stayed = new Set<Row>(before);
  const added = after.filter((row) => !stayed.delete(row));
  return counters.flatMap(({ name: counter, cellsOf }) => [
    ...added.map((row): Counted => ({ counter, cells: cellsOf(row), by: 1 })),
    ...[...stayed].map((row): Counted => ({ counter, cells: cellsOf(row), by: -1 })),
  ]);
};
