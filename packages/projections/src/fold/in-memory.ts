/** Runs a fold in memory: for answers as of a past moment, and to compare with a read store. */

import type { AppendingFold, Emptying, Group, History, KeyedFold, Row } from './fold.js';

/** Rows of every table after a history, in no particular order. Throws what the fold throws: nothing is parked here. */
export const foldInMemory = <Tables extends Record<keyof Tables, Row>>(
  fold: KeyedFold<Tables> | AppendingFold<Tables>,
  events: History,
): Group<Tables> => (fold.kind === 'keyed' ? foldGroups(fold, events) : appendRows(fold, events));

/** A group without rows. */
export const emptyGroup = <Tables extends Record<keyof Tables, Row>>(
  fold: KeyedFold<Tables> | AppendingFold<Tables>,
): Group<Tables> => Object.fromEntries(tableNames(fold).map((name) => [name, []])) as unknown as Group<Tables>;

const tableNames = <Tables extends Record<keyof Tables, Row>>(
  fold: KeyedFold<Tables> | AppendingFold<Tables>,
): (keyof Tables & string)[] => Object.keys(fold.tables) as (keyof Tables & string)[];

const foldGroups = <Tables extends Record<keyof Tables, Row>>(
  fold: KeyedFold<Tables>,
  events: History,
): Group<Tables> => {
  const groups = new Map<string, Group<Tables>>();
  for (const event of events) {
    for (const key of fold.keys(event)) {
      groups.set(key, fold.evolve(groups.get(key) ?? emptyGroup(fold), event, key));
    }
  }
  return joined(fold, [...groups.values()]);
};

const appendRows = <Tables extends Record<keyof Tables, Row>>(
  fold: AppendingFold<Tables>,
  events: History,
): Group<Tables> => {
  let parts: Group<Tables>[] = [];
  for (const event of events) {
    for (const emptying of fold.emptied?.(event) ?? []) parts = parts.map((part) => withoutData(part, emptying));
    parts.push({ ...emptyGroup(fold), ...fold.rows(event) });
  }
  return joined(fold, parts);
};

const withoutData = <Tables extends Record<keyof Tables, Row>>(
  group: Group<Tables>,
  { table, column, subject, empty }: Emptying,
): Group<Tables> => {
  const values = Object.fromEntries(empty.map((name) => [name, null]));
  const rows = (group as unknown as Record<string, readonly Record<string, unknown>[]>)[table] ?? [];
  return { ...group, [table]: rows.map((row) => (row[column] === subject ? { ...row, ...values } : row)) };
};

const joined = <Tables extends Record<keyof Tables, Row>>(
  fold: KeyedFold<Tables> | AppendingFold<Tables>,
  groups: readonly Group<Tables>[],
): Group<Tables> =>
  Object.fromEntries(
    tableNames(fold).map((name) => [name, groups.flatMap((group) => group[name])]),
  ) as unknown as Group<Tables>;
