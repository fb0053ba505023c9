/** Opens the read store on SQLite. It may be deleted at any time and is built again from the log. */

import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Fold } from '../../fold/index.js';
import type { ReadStore } from '../read-store.js';
import type { StoreTables } from '../tables.js';
import { sqliteDialect } from './dialect.js';
import { parkedIn } from './parked.js';
import { PlannedOnce } from './planned-once.js';
import { Queried } from './queried.js';
import { isCurrent, recreate } from './schema.js';
import { SqliteReadStoreWriter } from './writer.js';

/** Leads to the file that is served now. */
export interface Served {
  served(): string;
  /** Differs from an earlier one when another file is served. */
  stamp(): string;
}

export interface SqliteReadStoreOptions {
  /**
   * Path, or `:memory:` for a store that is gone with the process (tests, one-off answers); for a read-only store what
   * leads to the one that is served.
   */
  readonly file: string | Served;
  readonly folds: readonly Fold[];
  /** For queries only. The file has to be there, made by who opened it for writing. */
  readonly readOnly?: boolean;
  /**
   * Who moves the write-ahead log into the file: a thread of its own, so that no commit waits for it (needs the compiled
   * package), or whoever commits, now and then. Default: `in-process`.
   */
  readonly checkpoints?: 'worker' | 'in-process';
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
  checkpoints = 'in-process',
  unsafeLeaveTraces = false,
  unsafeCheckpointApart = false,
}: SqliteReadStoreOptions): ReadStore => {
  if ((unsafeLeaveTraces || unsafeCheckpointApart) && process.env['NODE_ENV'] === 'production') {
    throw new Error('The unsafe variants of the fault tests are never for production.');
  }
  const flags = { unsafeLeaveTraces, unsafeCheckpointApart };
  if (typeof file !== 'string') {
    const queried = new Queried({ stamp: () => file.stamp(), open: () => open(file.served(), true) });
    return { ...readerOf(queried), close: async () => queried.close() };
  }
  const main = open(file, readOnly);
  if (!readOnly) main.pragma(`secure_delete = ${unsafeLeaveTraces ? 'OFF' : 'ON'}`);
  const inMemory = file === ':memory:';
  if (!readOnly && (inMemory || !isCurrent(main, folds))) recreate(main, folds);
  const beside = readOnly || inMemory ? main : open(file, true);
  const queried = new Queried({ stamp: () => '', open: () => beside });
  const writer = readOnly ? undefined : new SqliteReadStoreWriter(main, folds, flags);
  if (checkpoints === 'worker' && !inMemory) writer?.checkpointBeside(file);
  return {
    ...readerOf(queried),
    ...(writer !== undefined && { writer }),
    close: async () => {
      queried.close();
      await writer?.close();
      if (main !== beside) main.close();
    },
  };
};

const readerOf = (queried: Queried): Omit<ReadStore, 'writer' | 'close'> => ({
  queries: new Kysely<StoreTables>({ dialect: new PlannedOnce({ database: queried }) }),
  dialect: sqliteDialect,
  readCheckpoint: async () => checkpointIn(queried),
  parked: async () => parkedIn(queried.database),
});

const checkpointIn = (queried: Queried): number => {
  const row = queried.prepare('SELECT "position" FROM "checkpoint"').get() as { readonly position: number } | undefined;
  return row?.position ?? -1;
};

/**
 * What a file is to these folds: `complete` read models, secondary indexes included; `begun` where they are still being
 * filled; `other` where they are of other folds, or of another version of them, or where it is no database at all.
 */
export const readStoreIn = (file: string, folds: readonly Fold[]): 'complete' | 'begun' | 'other' => {
  const database = new Sqlite(file, { readonly: true, timeout: BUSY_TIMEOUT });
  try {
    if (!isCurrent(database, folds)) return 'other';
    const row = database.prepare<[], { bulk: number }>('SELECT "bulk" FROM "checkpoint"').get();
    return row?.bulk === 0 ? 'complete' : 'begun';
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'SQLITE_NOTADB') return 'other';
    throw error;
  } finally {
    database.close();
  }
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
