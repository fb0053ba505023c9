/** Brings a PostgreSQL schema to the tables that today's folds want. */

import type pg from 'pg';
import { type Fold, tablesOf } from '../../fold/index.js';
import { quoted } from '../sql.js';
import { createLease, createTable, ownTables } from './statements.js';
import { needTrigrams } from './trigrams.js';

/** Counts up when the same tables become other SQL. */
const LAYOUT = 2;

const shapeOf = (fold: Fold): string => JSON.stringify({ layout: LAYOUT, tables: fold.tables });

const tablesIn = async (client: pg.PoolClient): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'lease'`,
  );
  return rows.map(({ name }) => name);
};

const isCurrent = async (client: pg.PoolClient, folds: readonly Fold[]): Promise<boolean> => {
  if (!(await tablesIn(client)).includes('foldVersions')) return false;
  const { rows } = await client.query<{ fold: string; version: number; shape: string }>('SELECT * FROM "foldVersions"');
  return (
    rows.length === folds.length &&
    folds.every((fold) =>
      rows.some(
        ({ fold: name, version, shape }) => name === fold.name && version === fold.version && shape === shapeOf(fold),
      ),
    )
  );
};

/** Drops what is there and makes empty tables, without secondary indexes; the lease stays. */
export const recreate = async (client: pg.PoolClient, folds: readonly Fold[]): Promise<void> => {
  for (const name of await tablesIn(client)) await client.query(`DROP TABLE ${quoted(name)}`);
  for (const statement of ownTables) await client.query(statement);
  for (const fold of folds) {
    for (const [name, table] of tablesOf(fold)) await client.query(createTable(name, table));
    await client.query('INSERT INTO "foldVersions" VALUES ($1, $2, $3)', [fold.name, fold.version, shapeOf(fold)]);
  }
};

/** One that an administrator has made is taken as it is: the right to make schemas may be missing. */
const makeSchema = async (client: pg.PoolClient, schema: string): Promise<void> => {
  const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${quoted(schema)}`);
};

/** Makes schema and tables where they are missing or of another version, and answers the epoch of the new writer. */
export const takeOver = async (client: pg.PoolClient, schema: string, folds: readonly Fold[]): Promise<number> => {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`konsil read store ${schema}`]);
  await makeSchema(client, schema);
  await client.query(createLease);
  await needTrigrams(client);
  const { rows } = await client.query<{ epoch: number }>(
    `INSERT INTO "lease" VALUES (1, 1) ON CONFLICT ("id") DO UPDATE SET "epoch" = "lease"."epoch" + 1 RETURNING "epoch"`,
  );
  if (!(await isCurrent(client, folds))) await recreate(client, folds);
  const [lease] = rows;
  if (lease === undefined) throw new Error('The read store gave no lease.');
  return lease.epoch;
};
