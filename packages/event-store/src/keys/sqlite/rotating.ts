/**
 * Wrapping every key and secret of `keys.db` under a new key-encryption key. One transaction, so that all are wrapped by
 * the old one or all by the new one; the new key is durable before it, the old one stays where it is until behind it.
 */

import { existsSync, rmSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import type { DataClass } from '../../codec/codec.js';
import { KeyError } from '../key-ring.js';
import { keyEncryptionKey, nextKeyFile, previousKeyFile, takePlace, unwrap, wrap } from './key-encryption-key.js';
import { keyPurpose } from './key-table.js';
import { openKeysFile, secretPurpose } from './keys-file.js';

export interface Rotation {
  readonly file: string;
  readonly kekFile: string;
  /** The new key-encryption key, made where there is no such file. Absent: a new one takes the old one's place. */
  readonly newKekFile?: string;
}

export interface Rotated {
  readonly keys: number;
  /** Where the key is that wraps everything now, and where the one before it is. */
  readonly kekFile: string;
  readonly previousKekFile: string;
}

interface Wrapped {
  readonly id: string;
  readonly subject: string;
  readonly class: DataClass;
  readonly wrapped: Buffer;
}

/**
 * Rotates while nobody else has the file open (`in-use`). Throws `damaged-key` and changes nothing where a stored key
 * does not unwrap, `wrong-key-encryption-key` where the old key is not the one.
 */
export const rotateKeyEncryptionKey = ({ file, kekFile, newKekFile }: Rotation): Rotated => {
  if (!existsSync(file)) throw new KeyError('missing', 'There is no keys.db in this folder yet.');
  if (newKekFile === kekFile) throw new KeyError('wrong-key-encryption-key', 'The new key is in the file of the old.');
  // Finishes what an earlier rotation may have left; refuses the wrong key.
  openKeysFile(file, kekFile).db.close();
  const db = openAlone(file);
  try {
    const old = keyEncryptionKey(kekFile, false);
    const target = newKekFile ?? nextKeyFile(kekFile);
    // One that is left from a rotation without a commit has wrapped nothing.
    if (newKekFile === undefined) rmSync(target, { force: true });
    const next = keyEncryptionKey(target, true);
    const keys = db.transaction(() => rewrap(db, old, next)).immediate();
    db.pragma('wal_checkpoint(TRUNCATE)');
    if (newKekFile !== undefined) return { keys, kekFile: newKekFile, previousKekFile: kekFile };
    takePlace(target, kekFile);
    return { keys, kekFile, previousKekFile: previousKeyFile(kekFile) };
  } finally {
    db.close();
  }
};

/** A process that has the old key in memory could read nothing that is wrapped anew. */
const openAlone = (file: string): Database.Database => {
  const db = new Database(file, { fileMustExist: true, timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
    throw busy ? new KeyError('in-use', 'Another process has keys.db open: stop it first.') : error;
  }
};

const rewrap = (db: Database.Database, old: KeyObject, next: KeyObject): number => {
  const again = (wrapped: Buffer, purpose: string, keyId?: string): Buffer => {
    const secret = unwrap(wrapped, purpose, old);
    if (secret === undefined) {
      throw new KeyError('damaged-key', 'A stored key does not unwrap: nothing was changed.', keyId ? { keyId } : {});
    }
    return wrap(secret, purpose, next);
  };
  const secrets = db.prepare<[], { name: string; wrapped: Buffer }>('SELECT name, wrapped FROM secrets').all();
  const setSecret = db.prepare('UPDATE secrets SET wrapped = ? WHERE name = ?');
  for (const { name, wrapped } of secrets) setSecret.run(again(wrapped, secretPurpose(name)), name);
  const keys = db.prepare<[], Wrapped>('SELECT id, subject, class, wrapped FROM keys WHERE wrapped IS NOT NULL').all();
  const setKey = db.prepare('UPDATE keys SET wrapped = ? WHERE id = ?');
  for (const row of keys) setKey.run(again(row.wrapped, keyPurpose(row), row.id), row.id);
  return keys.length;
};
