/** `keys.db`: keys, fences and directory. Full sync; several processes may have it open at once. */

import { randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { KeyError } from '../key-ring.js';
import { keyEncryptionKey, unwrap, wrap } from './key-encryption-key.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY) STRICT;
  INSERT OR IGNORE INTO schema_versions (version) VALUES (1);
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL, class TEXT NOT NULL, wrapped BLOB, destroyed_at TEXT,
    UNIQUE (subject, class)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fences (
    subject TEXT NOT NULL, class TEXT NOT NULL, erased_at TEXT NOT NULL, PRIMARY KEY (subject, class)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS addresses (digest BLOB PRIMARY KEY, person TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS addresses_by_person ON addresses (person);
  CREATE TABLE IF NOT EXISTS identities (digest BLOB PRIMARY KEY, person TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS identities_by_person ON identities (person);`;

const BUSY_TIMEOUT_MS = 5_000;

/** The open file and the key that unwraps what it holds. */
export interface KeysFile {
  readonly db: Database.Database;
  readonly kek: KeyObject;
}

/**
 * Opens or makes `keys.db`. The first process makes the key-encryption key; later ones need the same
 * (`wrong-key-encryption-key`).
 */
export const openKeysFile = (file: string, kekFile: string): KeysFile => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.transaction(() => db.exec(SCHEMA)).immediate();
    return { db, kek: db.transaction(() => provenKey(db, kekFile)).immediate() };
  } catch (error) {
    db.close();
    throw error;
  }
};

const provenKey = (db: Database.Database, kekFile: string): KeyObject => {
  const isNew = db.prepare('SELECT 1 FROM secrets').get() === undefined;
  const kek = keyEncryptionKey(kekFile, isNew);
  secretOf(db, kek, 'proof');
  return kek;
};

/** A wrapped secret of the file by name, 32 bytes, made on first use. Call inside an immediate transaction. */
export const secretOf = (db: Database.Database, kek: KeyObject, name: string): Buffer => {
  const wrapped = db.prepare<[string], Buffer>('SELECT wrapped FROM secrets WHERE name = ?').pluck().get(name);
  const purpose = `konsil secret ${name}`;
  if (wrapped === undefined) {
    const secret = randomBytes(32);
    db.prepare('INSERT INTO secrets (name, wrapped) VALUES (?, ?)').run(name, wrap(secret, purpose, kek));
    return secret;
  }
  const secret = unwrap(wrapped, purpose, kek);
  if (secret !== undefined) return secret;
  throw new KeyError('wrong-key-encryption-key', 'keys.db was wrapped by another key-encryption key.');
};
