/**
 * The same comparison as between files, on PostgreSQL. What was built after the look at the served rows is not seen by the
 * transaction that keeps them as they were, so both are read side by side, in the order of their primary keys.
 */

import type pg from 'pg';
import { type Fold, type Row, type Table, tablesOf } from '../fold/index.js';
import { connect, type ConnectionOptions } from '../read-store/postgres/connections.js';
import { listOf, quoted } from '../read-store/sql.js';
import type { Comparison, Difference } from './compare.js';

/** Rows that are read at once. */
const READ = 2_000;

type Cells = readonly unknown[];

/** Schemas of two read stores with the same folds; the served one may go on, or be replaced, while they are compared. */
export const openSchemaComparison = async (
  { connectionString, schema }: ConnectionOptions,
  rebuilt: string,
  folds: readonly Fold[],
): Promise<Comparison> => {
  const tables = folds.flatMap(tablesOf);
  const served = connect({ connectionString, schema }, { most: 1, readOnly: true });
  const before = await served.connect();
  const close = async (): Promise<void> => {
    before.release(true);
    await served.end();
  };
  try {
    await beginReading(before, tables);
    const { rows } = await before.query<{ position: number }>('SELECT "position" FROM "checkpoint"');
    return {
      position: rows[0]?.position ?? -1,
      differences: () => compared({ connectionString, schema: rebuilt }, before, tables),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** From here on every table is read as it is now: its cursor stays with it whatever bears its name later. */
const beginReading = async (client: pg.ClientBase, tables: readonly (readonly [string, Table])[]): Promise<void> => {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const [name, { columns, primaryKey }] of tables) {
    const rows = `SELECT ${listOf(Object.keys(columns))} FROM ${quoted(name)} ORDER BY ${listOf(primaryKey)}`;
    await client.query(`DECLARE ${quoted(name)} NO SCROLL CURSOR FOR ${rows}`);
  }
};

const compared = async (
  rebuilt: ConnectionOptions,
  before: pg.ClientBase,
  tables: readonly (readonly [string, Table])[],
): Promise<readonly Difference[]> => {
  const pool = connect(rebuilt, { most: 1, readOnly: true });
  const after = await pool.connect();
  try {
    await beginReading(after, tables);
    const found: Difference[] = [];
    for (const [name, table] of tables)
      for await (const difference of between(name, table, rowsOf(before, name), rowsOf(after, name)))
        found.push(difference);
    return found;
  } finally {
    after.release(true);
    await pool.end();
  }
};

async function* rowsOf(client: pg.ClientBase, table: string): AsyncGenerator<Cells, undefined> {
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `FETCH ${READ} FROM ${quoted(table)}`, rowMode: 'array' });
    yield* rows;
    if (rows.length < READ) return undefined;
  }
}

/** Both in the order of the primary key. */
async function* between(
  table: string,
  { columns, primaryKey }: Table,
  served: AsyncIterator<Cells, undefined>,
  rebuilt: AsyncIterator<Cells, undefined>,
): AsyncGenerator<Difference> {
  const names = Object.keys(columns);
  const at = primaryKey.map((name) => names.indexOf(name));
  const keyOf = (cells: Cells): Row => Object.fromEntries(at.map((place) => [names[place] ?? '', cells[place]]));
  let [one, other] = [await served.next(), await rebuilt.next()];
  while (one.done !== true || other.done !== true) {
    const order = one.done === true ? 1 : other.done === true ? -1 : keysInOrder(at, one.value, other.value);
    const cells = (order > 0 ? other.value : one.value) ?? [];
    if (order !== 0) yield { table, key: keyOf(cells), found: order < 0 ? 'served only' : 'rebuilt only' };
    else if (JSON.stringify(one.value) !== JSON.stringify(other.value))
      yield { table, key: keyOf(cells), found: 'changed' };
    if (order <= 0) one = await served.next();
    if (order >= 0) other = await rebuilt.next();
  }
}

/** Below 0, 0 or above it: text by its bytes, as the server has it. */
const keysInOrder = (at: readonly number[], one: Cells, other: Cells): number => {
  for (const place of at) {
    const [first, second] = [one[place], other[place]];
    const order =
      typeof first === 'number' && typeof second === 'number'
        ? first - second
        : Buffer.compare(Buffer.from(String(first)), Buffer.from(String(second)));
    if (order !== 0) return order;
  }
  return 0;
};
