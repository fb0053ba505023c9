/** Opens the read store on PostgreSQL. It may be dropped at any time and is built again from the log. */

import { Kysely, PostgresDialect } from 'kysely';
import type { Fold } from '../../fold/index.js';
import type { ReadStore } from '../read-store.js';
import type { StoreTables } from '../tables.js';
import { checkSchema, connect, type ConnectionOptions, inTransaction } from './connections.js';
import { postgresDialect } from './dialect.js';
import { parkedIn } from './parked.js';
import { takeOver } from './schema.js';
import { PostgresReadStoreWriter } from './writer.js';

export interface PostgresReadStoreOptions extends Omit<ConnectionOptions, 'schema'> {
  /** Holds everything of this store and nothing else; several stores may lie in one database. */
  readonly schema?: string;
  readonly folds: readonly Fold[];
  /** For queries only. The schema has to be there, made by who opened it for writing. */
  readonly readOnly?: boolean;
}

const CONNECTIONS = 8;

/**
 * Tables of another version than the folds' are dropped and made anew, empty; the engine then fills them from the log.
 * Who opens a store for writing takes it over: the writer before can commit nothing any more.
 * @throws Error for a schema's name that is none, and where the server can't be reached.
 */
export const openPostgresReadStore = async ({
  connectionString,
  schema = 'konsil',
  folds,
  readOnly = false,
}: PostgresReadStoreOptions): Promise<ReadStore> => {
  checkSchema(schema);
  const place = { connectionString, schema };
  const writing = readOnly ? undefined : await openWriter(place, folds);
  const pool = connect(place, { most: CONNECTIONS, readOnly: true });
  const queries = new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    queries,
    dialect: postgresDialect,
    ...(writing === undefined ? {} : { writer: writing.writer }),
    readCheckpoint: async () =>
      (await queries.selectFrom('checkpoint').select('position').executeTakeFirst())?.position ?? -1,
    parked: () => parkedIn(pool),
    close: async () => {
      await pool.end();
      await writing?.close();
    },
  };
};

const openWriter = async (place: ConnectionOptions, folds: readonly Fold[]) => {
  const pool = connect(place, { most: 1, readOnly: false });
  try {
    const epoch = await inTransaction(pool, (client) => takeOver(client, place.schema, folds));
    return { writer: new PostgresReadStoreWriter(pool, folds, epoch), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
};
