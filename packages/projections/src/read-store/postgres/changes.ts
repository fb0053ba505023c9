/** What a commit changes, written on PostgreSQL: one round trip for each kind of change to a table. */

import type pg from 'pg';
import { type Emptying, type Table } from '../../fold/index.js';
import type { Cell, RowChange } from '../cells.js';
import type { Changes, CountChange } from '../read-store.js';
import { changeCounts, deleteEmptyCounts, deleteRows, emptyRows, updateRows, upsertRows } from './statements.js';

type Tables = ReadonlyMap<string, Table>;

/** In the transaction of the connection. @throws Error for a table that is none of these */
export const applyChanges = async (client: pg.ClientBase, tables: Tables, changes: Changes): Promise<void> => {
  for (const [name, rows] of changes.deletes) {
    await client.query(deleteRows(name, tableCalled(tables, name)), columnsOf(rows));
  }
  for (const [name, rows] of changes.upserts) {
    const table = tableCalled(tables, name);
    await client.query(upsertRows(name, table), columnsOf(lastOfEach(table, rows)));
  }
  for (const [name, rows] of changes.updates) await update(client, name, tableCalled(tables, name), rows);
  for (const [name, counts] of changes.counts) await count(client, name, tableCalled(tables, name), counts);
  for (const { fold, key } of changes.unparked)
    await client.query('DELETE FROM "parked" WHERE "fold" = $1 AND "key" = $2', [fold, key]);
  for (const { fold, key, position, eventType, reason, parkedAt } of changes.parked) {
    const cells = [fold, key, position, eventType, reason, parkedAt];
    await client.query('INSERT INTO "parked" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', cells);
  }
  for (const [statement, subjects] of subjectsByStatement(changes.emptied)) await client.query(statement, [subjects]);
};

const tableCalled = (tables: Tables, name: string): Table => {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`No fold of this store has a table ${name}.`);
  return table;
};

/** Rows whose same columns changed are written together. */
const update = async (
  client: pg.ClientBase,
  name: string,
  table: Table,
  changes: readonly RowChange[],
): Promise<void> => {
  const byColumns = Map.groupBy(
    changes.filter(({ columns }) => columns.length > 0),
    ({ columns }) => columns.join(),
  );
  for (const [first, ...others] of byColumns.values()) {
    if (first === undefined) continue;
    const rows = [first, ...others].map(({ cells }) => cells);
    await client.query(updateRows(name, table, first.columns), columnsOf(rows));
  }
};

const count = async (
  client: pg.ClientBase,
  counter: string,
  table: Table,
  counts: readonly CountChange[],
): Promise<void> => {
  await client.query(changeCounts(counter, table), columnsOf(counts.map(({ cells, by }) => [...cells, by])));
  const fewer = counts.filter(({ by }) => by < 0).map(({ cells }) => cells);
  if (fewer.length > 0) await client.query(deleteEmptyCounts(counter, table), columnsOf(fewer));
};

/** Rows of cells turned into one array for each column. */
const columnsOf = (rows: readonly (readonly Cell[])[]): Cell[][] =>
  (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? null));

/** A statement may touch a row once: of several with one primary key the last stays. */
const lastOfEach = (table: Table, rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] => {
  const names = Object.keys(table.columns);
  const key = table.primaryKey.map((name) => names.indexOf(name));
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((at) => row[at])), row])).values()];
};

const subjectsByStatement = (emptied: readonly Emptying[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(emptied, emptyRows)].map(([statement, all]) => [statement, all.map(({ subject }) => subject)]),
  );
