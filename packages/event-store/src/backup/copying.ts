/** One SQLite file as it stands at one moment, copied beside whoever writes it. */

import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteCodeOf } from '../sqlite/failures.js';
import { BackupError } from './errors.js';

/** 4 MiB of pages of 4 KiB; between two steps the program does other things. */
const PAGES_A_STEP = 1_000;
const BUSY_TIMEOUT_MS = 5_000;

export interface Copying<T> {
  /** Reads at the moment that is copied. */
  readonly inspect: (db: Database.Database) => T;
  readonly onPages?: (done: number, of: number) => void;
}

/**
 * Copies `from` to `to` (mode 0600), and answers what `inspect` has read. One read transaction holds the moment: without
 * it every commit of another process would make SQLite begin anew, for ever under load.
 */
export const copyDatabase = async <T>(from: string, to: string, { inspect, onPages }: Copying<T>): Promise<T> => {
  writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
  const db = new Database(from, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec('BEGIN');
    // The transaction begins with its first read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    const inspected = inspect(db);
    const { totalPages: all } = await db.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        onPages?.(totalPages - remainingPages, totalPages);
        return PAGES_A_STEP;
      },
    });
    onPages?.(all, all);
    return inspected;
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === undefined) throw error;
    throw new BackupError('not-copied', `${from} can't be copied (${code}).`, { cause: error });
  } finally {
    db.close();
  }
};
