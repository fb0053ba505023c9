/** What the erasure ledger asks of keys that come out of a backup: whoever was erased since is erased again. */

import Database from 'better-sqlite3';
import type { Erasure } from '../keys/key-ring.js';
import { readLedger } from '../keys/ledger.js';
import { nameOf, type KeyOwner } from '../keys/sqlite/key-table.js';
import { openSqliteKeys, type SqliteKeysOptions } from '../keys/sqlite/sqlite-keys.js';
import { BackupError } from './errors.js';

/** How many erasures the keys know and the ledger does not: it is older than the backup then, or another one. */
export const erasuresMissingIn = (ledgerFile: string, keysFile: string): number => {
  const known = new Set(
    erasuresIn(ledgerFile).flatMap(({ subject, classes }) => classes.map((one) => nameOf({ subject, class: one }))),
  );
  return using(keysFile, (db) => db.prepare<[], KeyOwner>('SELECT subject, class FROM fences').all()).filter(
    (fence) => !known.has(nameOf(fence)),
  ).length;
};

/**
 * Carries out the ledger's erasures on a keys file that nobody else has open, and writes the file anew, so that no free
 * page holds what was destroyed. Answers how many keys that were. Throws `wrong-key-encryption-key`.
 */
export const applyLedger = async (
  files: Pick<SqliteKeysOptions, 'file' | 'kekFile' | 'ledgerFile'>,
): Promise<number> => {
  const before = destroyedKeys(files.file);
  const keys = await openSqliteKeys(files);
  await keys.close();
  using(files.file, (db) => {
    db.pragma('secure_delete = ON');
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
  return destroyedKeys(files.file) - before;
};

/** Throws `damaged-ledger`; a line that fails may hold anything, so its own words are not repeated. */
const erasuresIn = (ledgerFile: string): readonly Erasure[] => {
  try {
    return readLedger(ledgerFile);
  } catch (cause) {
    throw new BackupError('damaged-ledger', 'The erasure ledger holds a line that is no erasure.', { cause });
  }
};

const destroyedKeys = (file: string): number =>
  using(file, (db) => db.prepare<[], number>('SELECT count(*) FROM keys WHERE wrapped IS NULL').pluck().get() ?? 0);

const using = <T>(file: string, act: (db: Database.Database) => T): T => {
  const db = new Database(file, { fileMustExist: true });
  try {
    return act(db);
  } finally {
    db.close();
  }
};
