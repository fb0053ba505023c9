/** Opens the log in its folder, to write it or to follow it. */

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '../errors.js';
import { inProcessCheckpointing, workerCheckpointing } from './checkpointing.js';
import { reading } from './failures.js';
import { HeadMarking, readHeadMark, refuseContradiction } from './head-mark.js';
import { takeWriterLock, type WriterLock } from './lock.js';
import type { SqliteEventStore, SqliteEventStoreOptions } from './options.js';
import { Reader } from './reader.js';
import { ReadingStore } from './reading-store.js';
import { settle } from './settling.js';
import { checkTail, logIdOf, migrate, requireCurrentSchema, versionOf } from './schema.js';
import { WritingStore } from './writing-store.js';

/** A connection that recovers the WAL, or closes as the last one, may hold its locks for a moment. */
const BUSY_TIMEOUT_MS = 5_000;
/**
 * Small: a commit that has split a page of the index by stream costs a walk through the whole cache
 * (docs/decisions/stream-index.md). The operating system keeps the rest of the file.
 */
const CACHE_KIB = 4_096;
/** How often a reader looks for commits of others. */
const DEFAULT_POLL_MS = 10;

/**
 * Opens the log in `folder`. A writer takes the lock (`locked` names who else holds it), makes what is missing, brings
 * the schema up to date, checks the newest events and holds the log against its head mark (`damaged`). A reader needs an existing log of today's schema
 * (`unavailable`).
 */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<SqliteEventStore> => {
  const { unsafeAcknowledgeBeforeCommit = false, unsafeIgnoreGuards = false } = options;
  if ((unsafeAcknowledgeBeforeCommit || unsafeIgnoreGuards) && process.env['NODE_ENV'] === 'production') {
    throw new EventStoreError('invalid-append', 'The unsafe variants of the fault tests are never for production.');
  }
  return options.readOnly === true ? openToRead(options) : openToWrite(options);
};

const openToRead = (options: SqliteEventStoreOptions): SqliteEventStore => {
  const file = join(options.folder, 'events.db');
  if (!existsSync(file)) throw new EventStoreError('unavailable', 'There is no log in this folder yet.');
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    reading(() => requireCurrentSchema(db));
    return new ReadingStore(db, new Reader(db), { pollMs: options.pollMs ?? DEFAULT_POLL_MS });
  } catch (error) {
    db.close();
    throw error;
  }
};

const openToWrite = (options: SqliteEventStoreOptions): SqliteEventStore => {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const clock = options.clock ?? Date.now;
  const now = new Date(clock()).toISOString();
  const lock = takeWriterLock(options.folder, now);
  try {
    return openLocked(options, lock, now);
  } catch (error) {
    lock.release();
    throw error;
  }
};

const openLocked = (options: SqliteEventStoreOptions, lock: WriterLock, now: string): SqliteEventStore => {
  const file = join(options.folder, 'events.db');
  const db = reading(() => new Database(file, { timeout: BUSY_TIMEOUT_MS }));
  try {
    const marking = reading(() => {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = OFF');
      db.pragma('temp_store = MEMORY');
      db.pragma(`cache_size = -${CACHE_KIB}`);
      settle(db);
      const before = readHeadMark(options.folder);
      // A file that has lost everything must not become a new log.
      if (versionOf(db) === 0) refuseContradiction(before, undefined);
      migrate(db, now);
      checkTail(db);
      const log = { logId: logIdOf(db), position: new Reader(db).headPosition() };
      refuseContradiction(before, log);
      return new HeadMarking(options.folder, log, before === 'unreadable' ? undefined : before);
    });
    const checkpointing = (onFailure: (cause: unknown) => void) =>
      options.checkpoints === 'in-process' ? inProcessCheckpointing(db) : workerCheckpointing(db, file, onFailure);
    return new WritingStore({
      db,
      lock: markedAtTheEnd(lock, marking),
      options: marked(options, marking),
      checkpointing,
    });
  } catch (error) {
    db.close();
    throw error;
  }
};

/** The mark follows the commits, and stops where what is in memory can't be trusted. */
const marked = (options: SqliteEventStoreOptions, marking: HeadMarking): SqliteEventStoreOptions => ({
  ...options,
  onCommit: (headPosition) => {
    marking.moved(headPosition);
    options.onCommit?.(headPosition);
  },
  onFatal: (error) => {
    marking.stop();
    options.onFatal?.(error);
  },
});

const markedAtTheEnd = (lock: WriterLock, marking: HeadMarking): WriterLock => ({
  release: () => {
    try {
      marking.finish();
    } finally {
      lock.release();
    }
  },
});
