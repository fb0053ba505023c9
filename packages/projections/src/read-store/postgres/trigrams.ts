/** Search by any part of a text, in an index of three letters each: PostgreSQL's extension `pg_trgm`. */

import type pg from 'pg';
import type { Fold } from '../../fold/index.js';
import { quoted } from '../sql.js';

/** The database lacks the extension, and whoever Konsil is there may not add it. */
export class ExtensionMissing extends Error {
  override readonly name = 'ExtensionMissing';

  constructor(cause: unknown) {
    super(
      'The read models need the extension pg_trgm of PostgreSQL. Have an administrator run CREATE EXTENSION pg_trgm in this database.',
      { cause },
    );
  }
}

const SCHEMA = `SELECT n.nspname AS "schema" FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname = 'pg_trgm'`;

/**
 * Adds it where it is missing and that is allowed; outside the store's own schema, which is dropped with its tables.
 * @throws ExtensionMissing
 */
export const needTrigrams = async (client: pg.ClientBase): Promise<void> => {
  if ((await client.query(SCHEMA)).rowCount === 1) return;
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public');
  } catch (error) {
    throw new ExtensionMissing(error);
  }
};

/**
 * In the order they are built in; the operators are named by the schema that the extension lies in. What is added stands in
 * the index at once (`fastupdate`): a list beside it would have to be read by each search, and keeps planners away from it.
 */
export const trigramIndexes = async (client: pg.ClientBase, folds: readonly Fold[]): Promise<readonly string[]> => {
  const { rows } = await client.query<{ schema: string }>(SCHEMA);
  const operators = `${quoted(rows[0]?.schema ?? 'public')}.gin_trgm_ops`;
  return folds.flatMap(({ tables }) =>
    Object.entries(tables).flatMap(([name, { searched }]) =>
      searched === undefined
        ? []
        : [
            `CREATE INDEX IF NOT EXISTS ${quoted(`${name}_${searched}_parts`)} ON ${quoted(name)}
              USING gin (${quoted(searched)} ${operators}) WITH (fastupdate = off)`,
          ],
    ),
  );
};
