/** The same suite on every read store. */

import { readModelFolds } from '../folds/index.js';
import { openPostgresReadStore, openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { startPostgres } from './postgres.js';

export interface Opened {
  readonly readStore: ReadStore;
  readonly close: () => Promise<void>;
}

const onSqlite = async (): Promise<Opened> => {
  const readStore = openSqliteReadStore({ file: ':memory:', folds: readModelFolds });
  return { readStore, close: () => readStore.close() };
};

const onPostgres = async (): Promise<Opened> => {
  const server = await startPostgres();
  const readStore = await openPostgresReadStore({ connectionString: server.connectionString, folds: readModelFolds });
  return {
    readStore,
    close: async () => {
      await readStore.close();
      await server.stop();
    },
  };
};

/** Stores for a suite that needs many of them. */
export interface Stores {
  /** Empty; whoever opens it closes it. */
  readonly open: () => Promise<ReadStore>;
  readonly end: () => Promise<void>;
}

export const inMemory = async (): Promise<Stores> => ({
  open: async () => openSqliteReadStore({ file: ':memory:', folds: readModelFolds }),
  end: async () => undefined,
});

const inSchemas = async (): Promise<Stores> => {
  const server = await startPostgres();
  const { connectionString } = server;
  let schemas = 0;
  const open = (): Promise<ReadStore> => {
    schemas += 1;
    return openPostgresReadStore({ connectionString, schema: `store${schemas}`, folds: readModelFolds });
  };
  return { open, end: () => server.stop() };
};

export const MANY_STORES = [
  { store: 'SQLite', begin: inMemory },
  { store: 'PostgreSQL', begin: inSchemas },
] as const;

export const STORES = [
  { store: 'SQLite', open: onSqlite },
  { store: 'PostgreSQL', open: onPostgres },
] as const;
