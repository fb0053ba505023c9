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

export interface Teller {
  readonly now: (row: Row) => Told;
  /** Nothing where the same people see it as before. */
  readonly changed: (before: Row, after: Row) => readonly Told[];
  readonly gone: (row: Row) => Told;
}

export const tellerOf = (table: string, { columns, tells }: Table): Teller | undefined => {
  if (tells === undefined) return undefined;
  const { whom, columns: names, judged = [] } = tells;
  const told = names.map((name): [string, Column] => [name, columns[name] ?? { kind: 'text' }]);
  const tell = (row: Row, before: boolean): Told => ({
    ...{ table, before },
    whom: whom.map((name) => String(valueOf(row, name))),
    row: Object.fromEntries(told.map(([name, column]) => [name, cellOf(column, valueOf(row, name))])),
  });
  const now = (row: Row): Told => tell(row, false);
  return {
    now,
    gone: (row) => tell(row, true),
    changed: (before, after) =>
      judged.some((name) => valueOf(before, name) !== valueOf(after, name))
        ? [tell(before, true), now(after)]
        : [now(after)],
  };
};
