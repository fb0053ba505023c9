/** Schemas beside the one whose rows are served. A schema takes the served one's name when it takes its place. */

import type pg from 'pg';
import { quoted } from '../sql.js';

/** Being built. */
export const buildingOf = (schema: string): string => `${schema}_building`;
/** A copy of what is served, of which a part is built anew. */
export const copyOf = (schema: string): string => `${schema}_copy`;
/** Complete, not served yet. */
export const nextOf = (schema: string): string => `${schema}_next`;
/** Served before, and read by whoever has not finished yet. */
export const oldOf = (schema: string): string => `${schema}_old`;
/** Built by a comparison, and dropped. */
export const comparedOf = (schema: string): string => `${schema}_compared`;

/** Of the server's 63; the names above are longer. */
const LONGEST = 50;

/** Milliseconds. */
const READ_WITHIN = 10_000;

/** @throws Error for a schema's name that would have to be quoted or is too long for PostgreSQL. */
export const checkSchema = (schema: string): void => {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema) || schema.length > LONGEST) {
    throw new Error(
      `The name of a PostgreSQL schema has 1 to ${LONGEST} lower-case letters, digits and "_", no digit first.`,
    );
  }
};

export const schemaExists = async (client: pg.ClientBase | pg.Pool, schema: string): Promise<boolean> =>
  (await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).rowCount === 1;

/** In a transaction. Who still reads it is waited for, within bounds. */
export const dropSchema = async (client: pg.ClientBase, schema: string): Promise<void> => {
  await client.query(`SET LOCAL lock_timeout = ${READ_WITHIN}`);
  await client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
};

/** What had the name before is dropped. */
export const renameSchema = async (client: pg.ClientBase, from: string, to: string): Promise<void> => {
  await dropSchema(client, to);
  await client.query(`ALTER SCHEMA ${quoted(from)} RENAME TO ${quoted(to)}`);
};
