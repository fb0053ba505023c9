/**
 * PostgreSQL's text for tables that folds declare as data. Each statement takes many rows at once: one array for each
 * column, in the order of its names.
 */

import type { Column, Emptying, Table } from '../../fold/index.js';
import { listOf, quoted } from '../sql.js';

/** Integers and booleans both as SQLite has them; text is compared by its bytes on both. */
const sqlType = { text: 'TEXT', integer: 'BIGINT', boolean: 'BIGINT', json: 'TEXT' } as const;
const collation = { text: ' COLLATE "C"', integer: '', boolean: '', json: '' } as const;

const column = ([name, { kind, nullable }]: [string, Column]): string =>
  `${quoted(name)} ${sqlType[kind]}${collation[kind]}${nullable === true ? '' : ' NOT NULL'}`;

export const createTable = (name: string, table: Table): string => {
  const columns = Object.entries(table.columns).map(column).join(', ');
  return `CREATE TABLE ${quoted(name)} (${columns}, PRIMARY KEY (${listOf(table.primaryKey)}))`;
};

const arraysOf = (table: Table, columns: readonly string[]): string =>
  columns.map((name, at) => `$${at + 1}::${sqlType[table.columns[name]?.kind ?? 'text']}[]`).join(', ');

const given = (table: Table, columns: readonly string[]): string =>
  `unnest(${arraysOf(table, columns)}) AS "given" (${listOf(columns)})`;

const isGiven = (name: string, { primaryKey }: Table): string =>
  primaryKey.map((each) => `${quoted(name)}.${quoted(each)} = "given".${quoted(each)}`).join(' AND ');

export const upsertRows = (name: string, table: Table): string => {
  const columns = Object.keys(table.columns);
  const rest = columns.filter((each) => !table.primaryKey.includes(each));
  const change =
    rest.length === 0
      ? 'NOTHING'
      : `UPDATE SET ${rest.map((each) => `${quoted(each)} = excluded.${quoted(each)}`).join(', ')}`;
  return (
    `INSERT INTO ${quoted(name)} (${listOf(columns)}) SELECT * FROM ${given(table, columns)} ` +
    `ON CONFLICT (${listOf(table.primaryKey)}) DO ${change}`
  );
};

/** Takes the columns of the counter's key, then by how much each changes. */
export const changeCounts = (counter: string, table: Table): string => {
  const columns = Object.keys(table.columns);
  return (
    `INSERT INTO ${quoted(counter)} (${listOf(columns)}) SELECT * FROM ${given(table, columns)} ` +
    `ON CONFLICT (${listOf(table.primaryKey)}) DO UPDATE SET "count" = ${quoted(counter)}."count" + excluded."count"`
  );
};

export const deleteEmptyCounts = (counter: string, table: Table): string =>
  `${deleteRows(counter, table)} AND ${quoted(counter)}."count" = 0`;

/** Takes the values of these columns, then those of the primary key. */
export const updateRows = (name: string, table: Table, columns: readonly string[]): string =>
  `UPDATE ${quoted(name)} SET ${columns.map((each) => `${quoted(each)} = "given".${quoted(each)}`).join(', ')} ` +
  `FROM ${given(table, [...columns, ...table.primaryKey])} WHERE ${isGiven(name, table)}`;

export const deleteRows = (name: string, table: Table): string =>
  `DELETE FROM ${quoted(name)} USING ${given(table, table.primaryKey)} WHERE ${isGiven(name, table)}`;

export const selectGroups = (name: string, { primaryKey }: Table, groupColumn: string): string =>
  `SELECT * FROM ${quoted(name)} WHERE ${quoted(groupColumn)} = ANY($1::TEXT[]) ORDER BY ${listOf(primaryKey)}`;

export const emptyRows = ({ table, column: owner, empty }: Emptying): string =>
  `UPDATE ${quoted(table)} SET ${empty.map((each) => `${quoted(each)} = NULL`).join(', ')} ` +
  `WHERE ${quoted(owner)} = ANY($1::TEXT[])`;

/** Tables the store keeps for itself. */
export const ownTables: readonly string[] = [
  `CREATE TABLE "checkpoint" ("id" INTEGER PRIMARY KEY CHECK ("id" = 1), "position" BIGINT NOT NULL,
    "anchorPosition" BIGINT, "anchorEventId" TEXT, "bulk" INTEGER NOT NULL, "unswept" INTEGER NOT NULL)`,
  `CREATE TABLE "parked" ("fold" TEXT COLLATE "C" NOT NULL, "key" TEXT COLLATE "C" NOT NULL, "position" BIGINT NOT NULL,
    "eventType" TEXT NOT NULL, "reason" TEXT NOT NULL, "parkedAt" TEXT NOT NULL, PRIMARY KEY ("fold", "key"))`,
  `CREATE TABLE "foldVersions" ("fold" TEXT PRIMARY KEY, "version" BIGINT NOT NULL, "shape" TEXT NOT NULL)`,
  `INSERT INTO "checkpoint" VALUES (1, -1, NULL, NULL, 1, 0)`,
];
