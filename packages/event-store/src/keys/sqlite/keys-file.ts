/** `keys.db`: keys, fences and directory. Full sync; several processes may have it open at once. */

import { randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { rowCheck } from '../../row-check.js';
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

/** The second version: every entry of the directory has a check, since nothing else would tell that it has changed. */
const DIRECTORY_CHECKS = `
  ALTER TABLE addresses ADD COLUMN row_check BLOB NOT NULL DEFAULT x'';
  ALTER TABLE identities ADD COLUMN row_check BLOB NOT NULL DEFAULT x'';
  UPDATE addresses SET row_check = name_check('addresses', digest, person);
  UPDATE identities SET row_check = name_check('identities', digest, person);
  INSERT INTO schema_versions (version) VALUES (2);`;

/** The version of the tables that this program makes. */
export const KEYS_VERSION = 2;

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
    db.transaction(() => makeTables(db)).immediate();
    return { db, kek: db.transaction(() => provenKey(db, kekFile)).immediate() };
  } catch (error) {
    db.close();
    throw error;
  }
};

/** The check of one entry of the directory. */
export const nameCheck = (table: string, digest: Buffer, person: string): Buffer =>
  rowCheck(table, digest.toString('hex'), person);

/** Makes the tables, or brings them up to date. Call inside an immediate transaction. */
export const makeTables = (db: Database.Database): void => {
  db.exec(SCHEMA);
  if (db.prepare('SELECT 1 FROM schema_versions WHERE version = 2').get() !== undefined) return;
  db.function('name_check', { deterministic: true }, (table, digest, person) =>
    nameCheck(String(table), Buffer.from(digest as Buffer), String(person)),
  );
  db.exec(DIRECTORY_CHECKS);
};

const provenKey = (db: Database.Database, kekFile: string): KeyObject => {
  const isNew = db.prepare('SELECT 1 FROM secrets').get() === undefined;
  const kek = keyEncryptionKey(kekFile, isNew);
  secretOf(db, kek, 'proof');
  return kek;
};

/** A wrapped secret opens only under its own name. */
export const secretPurpose = (name: string): string => `konsil secret ${name}`;

/** A wrapped secret of the file by name, 32 bytes, made on first use. Call inside an immediate transaction. */
export const secretOf = (db: Database.Database, kek: KeyObject, name: string): Buffer => {
  const wrapped = db.prepare<[string], Buffer>('SELECT wrapped FROM secrets WHERE name = ?').pluck().get(name);
  const purpose = secretPurpose(name);
  if (wrapped === undefined) {
    const secret = randomBytes(32);
    db.prepare('INSERT INTO secrets (name, wrapped) VALUES (?, ?)').run(name, wrap(secret, purpose, kek));
    return secret;
  }
  const secret = unwrap(wrapped, purpose, kek);
  if (secret !== undefined) return secret;
  throw new KeyError('wrong-key-encryption-key', 'keys.db was wrapped by another key-encryption key.');
};
