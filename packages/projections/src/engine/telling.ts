/** What a commit tells of rows that have changed, to those who follow what happens. */

import type { Column, Row, Table } from '../fold/index.js';
import { type Cell, cellOf, valueOf } from '../read-store/cells.js';

/** A row that is new or has changed, as it is now, or as it was where it is gone or is seen by others from now on. */
export interface Told {
  readonly table: string;
  /** Ids of the people and organisations it concerns. */
  readonly whom: readonly string[];
  readonly before: boolean;
  readonly row: Readonly<Record<string, Cell>>;
}

/** What became of a row: one that was not there before, or is not any more, is `undefined`. */
export type Teller = (before: Row | undefined, after: Row | undefined) => readonly Told[];

/** Nobody is told. */
export const silent: Teller = () => [];

export const tellerOf = (table: string, { columns, tells }: Table): Teller => {
  if (tells === undefined) return silent;
  const { whom, columns: names, judged = [] } = tells;
  const told = names.map((name): [string, Column] => [name, columns[name] ?? { kind: 'text' }]);
  const tell = (row: Row, before: boolean): Told => ({
    ...{ table, before },
    whom: whom.map((name) => String(valueOf(row, name))),
    row: Object.fromEntries(told.map(([name, column]) => [name, cellOf(column, valueOf(row, name))])),
  });
  const isJudgedAnew = (before: Row, after: Row): boolean =>
    judged.some((name) => valueOf(before, name) !== valueOf(after, name));
  return (before, after) => [
    ...(before !== undefined && (after === undefined || isJudgedAnew(before, after)) ? [tell(before, true)] : []),
    ...(after === undefined ? [] : [tell(after, false)]),
  ];
};
