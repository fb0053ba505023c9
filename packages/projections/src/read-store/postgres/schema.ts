/** Brings a PostgreSQL schema to the tables that today's folds want. */

import type pg from 'pg';
import { type Fold, tablesOf } from '../../fold/index.js';
import { quoted } from '../sql.js';
import { createLease, putNextInPlace, takeLease } from './lease.js';
import { nextOf, schemaExists } from './places.js';
import { createTable, ownTables } from './statements.js';
import { needTrigrams } from './trigrams.js';

/** Counts up when the same tables become other SQL. */
const LAYOUT = 3;

const shapeOf = (fold: Fold): string => JSON.stringify({ layout: LAYOUT, tables: fold.tables });

const tablesIn = async (client: pg.ClientBase | pg.Pool, schema: string): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'lease'`,
    [schema],
  );
  return rows.map(({ name }) => name);
};

const isCurrent = async (client: pg.ClientBase | pg.Pool, schema: string, folds: readonly Fold[]): Promise<boolean> => {
  if (!(await tablesIn(client, schema)).includes('foldVersions')) return false;
  const { rows } = await client.query<{ fold: string; version: number; shape: string }>(
    `SELECT * FROM ${quoted(schema)}."foldVersions"`,
  );
  return (
    rows.length === folds.length &&
    folds.every((fold) =>
      rows.some(
        ({ fold: name, version, shape }) => name === fold.name && version === fold.version && shape === shapeOf(fold),
      ),
    )
  );
};

/** Whether a schema holds read models of these folds, secondary indexes included. */
export const isComplete = async (
  client: pg.ClientBase | pg.Pool,
  schema: string,
  folds: readonly Fold[],
): Promise<boolean> => {
  if (!(await isCurrent(client, schema, folds))) return false;
  const { rows } = await client.query<{ bulk: number }>(`SELECT "bulk" FROM ${quoted(schema)}."checkpoint"`);
  return rows[0]?.bulk === 0;
};

/** Drops what is there and makes empty tables, without secondary indexes; the lease stays. */
export const recreate = async (client: pg.ClientBase, schema: string, folds: readonly Fold[]): Promise<void> => {
  for (const name of await tablesIn(client, schema)) await client.query(`DROP TABLE ${quoted(name)}`);
  for (const statement of ownTables) await client.query(statement);
  for (const fold of folds) {
    for (const [name, table] of tablesOf(fold)) await client.query(createTable(name, table));
    await client.query('INSERT INTO "foldVersions" VALUES ($1, $2, $3)', [fold.name, fold.version, shapeOf(fold)]);
  }
};

/** One that an administrator has made is taken as it is: the right to make schemas may be missing. */
const makeSchema = async (client: pg.ClientBase, schema: string): Promise<void> => {
  if (!(await schemaExists(client, schema))) await client.query(`CREATE SCHEMA ${quoted(schema)}`);
};

/**
 * Takes the lease, has what was built beside take the place of the rows, and makes schema and tables where they are missing
 * or of another version. Answers the epoch of the new writer.
 * @throws LeaseHeld
 */
export const takeOver = async (client: pg.ClientBase, schema: string, folds: readonly Fold[]): Promise<number> => {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`konsil read store ${schema}`]);
  await makeSchema(client, schema);
  await client.query(createLease);
  const epoch = await takeLease(client, schema);
  await needTrigrams(client);
  if (await isComplete(client, nextOf(schema), folds)) return putNextInPlace(client, schema);
  if (!(await isCurrent(client, schema, folds))) await recreate(client, schema, folds);
  return epoch;
};
