/** Opens the read store on SQLite. It may be deleted at any time and is built again from the log. */

import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Fold } from '../../fold/index.js';
import type { ReadStore } from '../read-store.js';
import type { StoreTables } from '../tables.js';
import { sqliteDialect } from './dialect.js';
import { parkedIn } from './parked.js';
import { withPrepared } from './prepared.js';
import { isCurrent, recreate } from './schema.js';
import { SqliteReadStoreWriter } from './writer.js';

export interface SqliteReadStoreOptions {
  /** Path, or `:memory:` for a store that is gone with the process (tests, one-off answers). */
  readonly file: string;
  readonly folds: readonly Fold[];
  /** For queries only. The file has to be there, made by who opened it for writing. */
  readonly readOnly?: boolean;
  /**
   * **Leaves what was erased in free pages and in the write-ahead log.** The control of the fault test `shred`, which has
   * to fail with it. Refused where `NODE_ENV` is `production`.
   */
  readonly unsafeLeaveTraces?: boolean;
  /**
   * **Loses rows at a crash.** Saves the checkpoint in a transaction of its own, before the rows: the control of the fault
   * test `projector`, which has to fail with it. Refused where `NODE_ENV` is `production`.
   */
  readonly unsafeCheckpointApart?: boolean;
}

/** WAL pages after which SQLite copies them back; a small number makes every second commit wait for it. */
const CHECKPOINT_EVERY_PAGES = 20_000;
/** Kibibytes, as a negative number (SQLite's convention). */
const CACHE = -32_768;
const BUSY_TIMEOUT = 10_000;

/**
 * Tables of another version than the folds' are dropped and made anew, empty; the engine then fills them from the log.
 * The journal is not synced on each commit: rows and checkpoint are lost together, and are read again.
 */
export const openSqliteReadStore = ({
  file,
  folds,
  readOnly = false,
  unsafeLeaveTraces = false,
  unsafeCheckpointApart = false,
}: SqliteReadStoreOptions): ReadStore => {
  if ((unsafeLeaveTraces || unsafeCheckpointApart) && process.env['NODE_ENV'] === 'production') {
    throw new Error('The unsafe variants of the fault tests are never for production.');
  }
  const inMemory = file === ':memory:';
  const main = open(file, readOnly);
  if (!readOnly) main.pragma(`secure_delete = ${unsafeLeaveTraces ? 'OFF' : 'ON'}`);
  const queried = readOnly || inMemory ? main : openBeside(file, main, folds);
  if (inMemory && !readOnly) recreate(main, folds);
  const queries = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: withPrepared(queried) }) });
  const position = queried.prepare<[], { position: number }>('SELECT "position" FROM "checkpoint"');
  return {
    queries,
    dialect: sqliteDialect,
    ...(readOnly
      ? {}
      : { writer: new SqliteReadStoreWriter(main, folds, { unsafeLeaveTraces, unsafeCheckpointApart }) }),
    readCheckpoint: async () => position.get()?.position ?? -1,
    parked: async () => parkedIn(queried),
    close: async () => {
      queried.close();
      if (main !== queried) main.close();
    },
  };
};

const open = (file: string, readOnly: boolean): Database => {
  const database = new Sqlite(file, { readonly: readOnly, fileMustExist: readOnly, timeout: BUSY_TIMEOUT });
  database.pragma(`cache_size = ${CACHE}`);
  if (readOnly) return database;
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_EVERY_PAGES}`);
  return database;
};

/** The connection for queries, after the tables are what the folds want. */
const openBeside = (file: string, main: Database, folds: readonly Fold[]): Database => {
  if (!isCurrent(main, folds)) recreate(main, folds);
  return open(file, true);
};
