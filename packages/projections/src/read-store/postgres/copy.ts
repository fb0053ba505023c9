/** A copy of the rows as they stand at one moment, whoever goes on writing them. */

import type pg from 'pg';
import { type Fold, tablesOf } from '../../fold/index.js';
import { quoted } from '../sql.js';

const OWN = ['parked', 'checkpoint'];

/** Into a schema with the same tables, which are empty but for the checkpoint; in one transaction. */
export const copyRows = async (
  client: pg.ClientBase,
  from: string,
  to: string,
  folds: readonly Fold[],
): Promise<void> => {
  await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await client.query(`DELETE FROM ${quoted(to)}."checkpoint"`);
  for (const name of [...folds.flatMap((fold) => tablesOf(fold).map(([table]) => table)), ...OWN])
    await client.query(`INSERT INTO ${quoted(to)}.${quoted(name)} SELECT * FROM ${quoted(from)}.${quoted(name)}`);
};
