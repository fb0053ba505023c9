/** Making a backup of a data folder, also while a server writes it (docs/decisions/backup-order.md). */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { readHeadMark, refuseContradiction } from '../sqlite/head-mark.js';
import { logIdOf } from '../sqlite/schema.js';
import { copyDatabase } from './copying.js';
import { digestOf } from './digests.js';
import { BackupError } from './errors.js';
import { type BackedUpFile, KEYS_FILE, LOG_FILE, type LogEnd, type Manifest, writeManifest } from './manifest.js';
import { makeWholeFolder } from './whole-folder.js';

export interface BackupRequest {
  /** The data folder. */
  readonly folder: string;
  /** The backup; absent or empty. */
  readonly target: string;
  /** Whether the log is a file of the folder. */
  readonly withLog: boolean;
  /** Other SQLite files of the folder, copied where they are there: before the log, and between the log and the keys. */
  readonly before: readonly string[];
  readonly between: readonly string[];
  /** Version of the product. */
  readonly product: string;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface CopyProgress {
  readonly file: string;
  /** Both in one unit, pages or bytes. */
  readonly done: number;
  readonly of: number;
}

/** Copies the files one after the other, the keys last: they hold every key that an event copied before them names. */
export const makeBackup = async (request: BackupRequest): Promise<Manifest> => {
  const { folder, target, withLog, before, between, product } = request;
  const needed = [...(withLog ? [LOG_FILE] : []), KEYS_FILE];
  const missing = needed.find((name) => !existsSync(join(folder, name)));
  if (missing !== undefined) throw new BackupError('nothing-there', `There is no ${missing} in ${folder}.`);
  const there = (names: readonly string[]) => names.filter((name) => existsSync(join(folder, name)));
  const madeAt = new Date().toISOString();
  // Before the log: who writes meanwhile moves both, the log first.
  const mark = readHeadMark(folder);
  return makeWholeFolder(target, async (draft) => {
    const files: BackedUpFile[] = [];
    const copy = async <T>(name: string, inspect: (db: Database) => T): Promise<T> => {
      const onPages = (done: number, of: number) => request.onProgress?.({ file: name, done, of });
      const inspected = await copyDatabase(join(folder, name), join(draft, name), { inspect, onPages });
      files.push({ name, ...(await digestOf(join(draft, name))) });
      return inspected;
    };
    for (const name of there(before)) await copy(name, nothing);
    const log = withLog ? await copy(LOG_FILE, endOf) : null;
    if (log !== null) refuseContradiction(mark, log);
    for (const name of there(between)) await copy(name, nothing);
    await copy(KEYS_FILE, nothing);
    return writeManifest(draft, { product, madeAt, log, files });
  });
};

const nothing = (): void => undefined;

const endOf = (db: Database): LogEnd => {
  const last = db.prepare<[], { position: number; eventId: string }>(
    'SELECT position, id AS eventId FROM events ORDER BY position DESC LIMIT 1',
  );
  return { logId: logIdOf(db), ...(last.get() ?? { position: -1, eventId: null }) };
};
