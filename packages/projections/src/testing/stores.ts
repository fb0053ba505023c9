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

export const STORES = [
  { store: 'SQLite', open: onSqlite },
  { store: 'PostgreSQL', open: onPostgres },
] as const;
