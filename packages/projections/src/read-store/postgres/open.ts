/** Opens the read store on PostgreSQL. It may be dropped at any time and is built again from the log. */

import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type { Fold } from '../../fold/index.js';
import type { ReadStore } from '../read-store.js';
import type { StoreTables } from '../tables.js';
import { connect, type ConnectionOptions, inTransaction } from './connections.js';
import { postgresDialect } from './dialect.js';
import { Lease, LEASE_FOR, LeaseHeld } from './lease.js';
import { parkedIn } from './parked.js';
import { checkSchema, dropSchema } from './places.js';
import { takeOver } from './schema.js';
import { PostgresReadStoreWriter } from './writer.js';

export interface PostgresReadStoreOptions extends Omit<ConnectionOptions, 'schema'> {
  /** Holds everything of this store and nothing else; several stores may lie in one database. */
  readonly schema?: string;
  readonly folds: readonly Fold[];
  /** For queries only. The schema has to be there, made by who opened it for writing. */
  readonly readOnly?: boolean;
  /**
   * For how long a holder of the lease is waited for, in milliseconds. By default until one that has died, and so does not
   * renew it, no longer holds it.
   */
  readonly patience?: number;
}

export interface PostgresReadStore extends ReadStore {
  readonly writer?: PostgresReadStoreWriter;
}

const CONNECTIONS = 8;
/** The writer's: for its transactions, and to renew its lease meanwhile. */
const WRITING = 2;
/** Milliseconds between two tries for the lease. */
const TRY_EVERY = 500;

/**
 * Who opens a store for writing holds its lease, has what was built beside take the place of its rows, and makes tables of
 * another version than the folds' anew, empty; the engine then fills them from the log.
 * @throws LeaseHeld while another process writes; Error for a schema's name that is none, and where the server can't be
 * reached
 */
export const openPostgresReadStore = async ({
  connectionString,
  schema = 'konsil',
  folds,
  readOnly = false,
  patience = LEASE_FOR + TRY_EVERY,
}: PostgresReadStoreOptions): Promise<PostgresReadStore> => {
  checkSchema(schema);
  const place = { connectionString, schema };
  const writing = readOnly ? undefined : await openWriter(place, folds, patience);
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

const openWriter = async (place: ConnectionOptions, folds: readonly Fold[], patience: number) => {
  const pool = connect(place, { most: WRITING, readOnly: false });
  const { schema } = place;
  try {
    const epoch = await patiently(patience, () => inTransaction(pool, (client) => takeOver(client, schema, folds)));
    const lease = new Lease(pool, schema, epoch);
    return {
      writer: new PostgresReadStoreWriter(pool, schema, folds, lease),
      close: async () => {
        // Where the server is gone, so is the lease before long.
        await lease.release().catch(() => undefined);
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
};

/** Tried again while another process holds the lease. */
const patiently = async <Answer>(patience: number, work: () => Promise<Answer>): Promise<Answer> => {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LeaseHeld) || performance.now() >= until) throw error;
      await delay(TRY_EVERY);
    }
  }
};

/** Removes the schema with everything in it. */
export const dropPostgresReadStore = async (place: ConnectionOptions): Promise<void> => {
  const pool = connect(place, { most: 1, readOnly: false });
  try {
    await inTransaction(pool, (client) => dropSchema(client, place.schema));
  } finally {
    await pool.end();
  }
};
