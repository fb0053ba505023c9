/** `identity.db`: passwords, sign-ins, one-time links and signing keys. The embedded default's OpenID provider lives on it. */

import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type IdentityDatabase = Database.Database;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS signing_keys (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS passwords (person_id TEXT PRIMARY KEY, hash TEXT NOT NULL, set_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sign_ins (
    kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
    uid TEXT, grant_id TEXT, account_id TEXT, expires_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sign_ins_by_uid ON sign_ins (uid) WHERE uid IS NOT NULL;
  CREATE INDEX IF NOT EXISTS sign_ins_by_grant ON sign_ins (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS sign_ins_by_account ON sign_ins (account_id) WHERE account_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS sign_ins_by_expiry ON sign_ins (expires_at);
  CREATE TABLE IF NOT EXISTS one_time_links (
    token_hash BLOB PRIMARY KEY, purpose TEXT NOT NULL, person_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL, claimed_until INTEGER NOT NULL DEFAULT 0, used_at INTEGER) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS revocations (
    kind TEXT NOT NULL, id TEXT NOT NULL, moment INTEGER NOT NULL, forget_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
`;

/** Opens or makes the database of a data folder; readable by its owner alone. */
export const openIdentityDatabase = (dataFolder: string): IdentityDatabase => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'identity.db');
  const database = new Database(path);
  chmodSync(path, 0o600);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  database.exec(SCHEMA);
  return database;
};
