/** SQLite's text for tables that folds declare as data. */

import type { Column, Emptying, Table } from '../../fold/index.js';
import { listOf, quoted } from '../sql.js';

const sqlType = { text: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER', json: 'TEXT' } as const;

const column = ([name, { kind, nullable }]: [string, Column]): string =>
  `${quoted(name)} ${sqlType[kind]}${nullable === true ? '' : ' NOT NULL'}`;

/** The integer column that alone is the primary key: SQLite's own row id, to whose end rows are added cheapest. */
const rowIdOf = ({ columns, primaryKey }: Table): string | undefined => {
  const [first, ...others] = primaryKey;
  if (first === undefined || others.length > 0) return undefined;
  return columns[first]?.kind === 'integer' ? first : undefined;
};

/** Rows lie in the order of the primary key, so that a group is one range; in a numbered table they are found by it. */
export const createTable = (name: string, table: Table): string => {
  const columns = Object.entries(table.columns).map(column).join(', ');
  const key = `PRIMARY KEY (${listOf(table.primaryKey)})`;
  const isNumbered = table.numbered === true || rowIdOf(table) !== undefined;
  return `CREATE TABLE ${quoted(name)} (${columns}, ${key})${isNumbered ? '' : ' WITHOUT ROWID'}`;
};

export const upsert = (name: string, table: Table): string => {
  const columns = Object.keys(table.columns);
  const rest = columns.filter((each) => !table.primaryKey.includes(each));
  const change =
    rest.length === 0
      ? 'NOTHING'
      : `UPDATE SET ${rest.map((each) => `${quoted(each)} = excluded.${quoted(each)}`).join(', ')}`;
  return (
    `INSERT INTO ${quoted(name)} (${listOf(columns)}) VALUES (${columns.map(() => '?').join(', ')}) ` +
    `ON CONFLICT (${listOf(table.primaryKey)}) DO ${change}`
  );
};

/** Takes the cells of the counter's key, then by how much it changes. */
export const changeCount = (counter: string, { columns, primaryKey }: Table): string =>
  `INSERT INTO ${quoted(counter)} (${listOf(Object.keys(columns))}) VALUES (${Object.keys(columns)
    .map(() => '?')
    .join(', ')}) ON CONFLICT (${listOf(primaryKey)}) DO UPDATE SET "count" = "count" + excluded."count"`;

export const deleteEmptyCount = (counter: string, table: Table): string =>
  `${deleteRow(counter, table)} AND "count" = 0`;

/** Takes the values of these columns, then those of the primary key. */
export const updateRow = (name: string, table: Table, columns: readonly string[]): string =>
  `UPDATE ${quoted(name)} SET ${columns.map((each) => `${quoted(each)} = ?`).join(', ')} WHERE ${isRow(table)}`;

export const deleteRow = (name: string, table: Table): string => `DELETE FROM ${quoted(name)} WHERE ${isRow(table)}`;

const isRow = ({ primaryKey }: Table): string => primaryKey.map((each) => `${quoted(each)} = ?`).join(' AND ');

/** For a value without the `+` SQLite plans a statement that sorts anew, each time it is run. */
export const selectGroup = (name: string, { primaryKey }: Table, groupColumn: string): string =>
  `SELECT * FROM ${quoted(name)} WHERE ${quoted(groupColumn)} = +? ORDER BY ${listOf(primaryKey)}`;

/** Takes the ids of the subjects as one JSON list. */
export const emptyRows = ({ table, column: owner, empty }: Emptying): string =>
  `UPDATE ${quoted(table)} SET ${empty.map((each) => `${quoted(each)} = NULL`).join(', ')} ` +
  `WHERE ${quoted(owner)} IN (SELECT value FROM json_each(?))`;

/** Tables the store keeps for itself. */
export const ownTables: readonly string[] = [
  `CREATE TABLE "checkpoint" ("id" INTEGER PRIMARY KEY CHECK ("id" = 1), "position" INTEGER NOT NULL,
    "anchorPosition" INTEGER, "anchorEventId" TEXT, "bulk" INTEGER NOT NULL)`,
  `CREATE TABLE "parked" ("fold" TEXT NOT NULL, "key" TEXT NOT NULL, "position" INTEGER NOT NULL,
    "eventType" TEXT NOT NULL, "reason" TEXT NOT NULL, "parkedAt" TEXT NOT NULL, PRIMARY KEY ("fold", "key")) WITHOUT ROWID`,
  `CREATE TABLE "foldVersions" ("fold" TEXT PRIMARY KEY, "version" INTEGER NOT NULL, "shape" TEXT NOT NULL) WITHOUT ROWID`,
  `INSERT INTO "checkpoint" VALUES (1, -1, NULL, NULL, 1)`,
];
