/** `keys.db`: keys, fences and directory. Full sync; several processes may have it open at once. */

import { randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { rowCheck } from '../../row-check.js';
import { settle } from '../../sqlite/settling.js';
import { KeyError } from '../key-ring.js';
import { keyEncryptionKey, nextKeyFile, takePlace, unwrap, wrap } from './key-encryption-key.js';
import { onDisk } from './on-disk.js';

const VERSIONS = 'CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY) STRICT';

/** Steps from one schema version to the next; a step, once released, is never changed. */
const MIGRATIONS: readonly string[] = [
  `
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
  CREATE INDEX IF NOT EXISTS identities_by_person ON identities (person);`,
  `ALTER TABLE keys ADD COLUMN created_at TEXT;`,
  // Every entry of the directory has a check, since nothing else would tell that it has changed.
  `
  ALTER TABLE addresses ADD COLUMN row_check BLOB NOT NULL DEFAULT x'';
  ALTER TABLE identities ADD COLUMN row_check BLOB NOT NULL DEFAULT x'';
  UPDATE addresses SET row_check = name_check('addresses', digest, person);
  UPDATE identities SET row_check = name_check('identities', digest, person);`,
];

/** The version of the tables that this program makes. */
export const KEYS_VERSION = MIGRATIONS.length;

const BUSY_TIMEOUT_MS = 5_000;

/** The open file and the key that unwraps what it holds. */
export interface KeysFile {
  readonly db: Database.Database;
  readonly kek: KeyObject;
}

/**
 * Opens or makes `keys.db`. The first process makes the key-encryption key; later ones need the same
 * (`wrong-key-encryption-key`). `unavailable` where the disk refuses.
 */
export const openKeysFile = (file: string, kekFile: string): KeysFile => onDisk(() => open(file, kekFile));

const open = (file: string, kekFile: string): KeysFile => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    prepare(db);
    settle(db);
    return { db, kek: db.transaction(() => provenKey(db, kekFile)).immediate() };
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Makes the tables that are missing and brings the others to today's schema. */
export const prepare = (db: Database.Database): void => {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.transaction(() => makeTables(db)).immediate();
};

/** The check of one entry of the directory. */
export const nameCheck = (table: string, digest: Buffer, person: string): Buffer =>
  rowCheck(`${table}\n${digest.toString('hex')}\n${person}`);

/** Makes the tables, or brings them up to date. Call inside an immediate transaction. */
export const makeTables = (db: Database.Database): void => {
  db.exec(VERSIONS);
  const version = db.prepare<[], number | null>('SELECT max(version) FROM schema_versions').pluck().get() ?? 0;
  if (version >= KEYS_VERSION) return;
  db.function('name_check', { deterministic: true }, (table, digest, person) =>
    nameCheck(String(table), Buffer.from(digest as Buffer), String(person)),
  );
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    db.exec(step);
    db.prepare('INSERT INTO schema_versions (version) VALUES (?)').run(index + 1);
  }
};

const provenKey = (db: Database.Database, kekFile: string): KeyObject => {
  const isNew = db.prepare('SELECT 1 FROM secrets').get() === undefined;
  if (!isNew) finishRotation(db, kekFile);
  const kek = keyEncryptionKey(kekFile, isNew);
  secretOf(db, kek, 'proof');
  return kek;
};

/** A rotation that was cut short behind its commit: the next key has wrapped everything and takes its place. */
const finishRotation = (db: Database.Database, kekFile: string): void => {
  const next = nextKeyFile(kekFile);
  if (existsSync(next) && hasWrapped(db, keyEncryptionKey(next, false))) takePlace(next, kekFile);
};

/** Whether this key-encryption key is the one that wraps what the file holds. */
export const hasWrapped = (db: Database.Database, kek: KeyObject): boolean => {
  const wrapped = db.prepare<[], Buffer>("SELECT wrapped FROM secrets WHERE name = 'proof'").pluck().get();
  return wrapped !== undefined && unwrap(wrapped, secretPurpose('proof'), kek) !== undefined;
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
