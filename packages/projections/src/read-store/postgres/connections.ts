/** Connections to the one PostgreSQL schema that a read store lies in. */

import pg from 'pg';

/** Counts, sums and integer columns: all within what a JavaScript number says exactly. */
const NUMBERS: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

type Parse = (text: string) => unknown;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (NUMBERS.includes(oid) ? Number : (pg.types.getTypeParser(oid, format) as Parse)),
};

export interface ConnectionOptions {
  readonly connectionString: string;
  /** Lower-case letters, digits and `_`. */
  readonly schema: string;
}

export const connect = (
  { connectionString, schema }: ConnectionOptions,
  { most, readOnly }: { readonly most: number; readonly readOnly: boolean },
): pg.Pool => {
  // Questions are short: processes that share one cost more than they save, and draw plans away from the order of an index.
  const settings = readOnly ? ' -c default_transaction_read_only=on -c max_parallel_workers_per_gather=0' : '';
  const options = `-c search_path=${schema}${settings}`;
  const pool = new pg.Pool({ connectionString, options, max: most, types });
  // A connection that breaks while nobody uses it is replaced by the pool; who asks next is told if that fails.
  pool.on('error', () => undefined);
  return pool;
};

/** All or nothing; a connection whose transaction could not be rolled back is not used again. */
export const inTransaction = async <Answer>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Answer>,
): Promise<Answer> => {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const answer = await work(client);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
};
