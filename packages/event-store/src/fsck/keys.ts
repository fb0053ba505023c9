/** `keys.db`: every key and secret opens under the key-encryption key, and what is destroyed was erased. */

import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { DataClass } from '../codec/codec.js';
import { unwrap } from '../keys/sqlite/key-encryption-key.js';
import { keyPurpose } from '../keys/sqlite/key-table.js';
import { secretPurpose } from '../keys/sqlite/keys-file.js';
import type { ErasedClasses } from './erased.js';
import type { Findings } from './findings.js';
import { PAGE, pagesOf } from './pages.js';

export const KEYS_FILE = 'keys.db';

export interface KeysCheck {
  readonly db: Database;
  readonly kek: KeyObject | undefined;
  readonly erased: ErasedClasses;
  readonly findings: Findings;
  readonly withoutDigests: boolean;
}

interface KeyRow {
  readonly row: number;
  readonly id: string;
  readonly subject: string;
  readonly class: DataClass;
  readonly wrapped: Buffer | null;
  readonly destroyedAt: string | null;
}

/** Looks at every key; answers how many live and how many are destroyed. */
export const checkKeys = async (check: KeysCheck): Promise<{ readonly living: number; readonly destroyed: number }> => {
  const { db, findings } = check;
  const page = db.prepare<[number | bigint, number], KeyRow>(
    `SELECT rowid AS row, id, subject, class, wrapped, destroyed_at AS destroyedAt FROM keys
     WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const wentBack = (): void => findings.add({ file: KEYS_FILE, what: 'the keys are out of order' });
  let [living, destroyed] = [0, 0];
  for await (const rows of pagesOf(
    (place) => page.all(place, PAGE),
    ({ row }) => row,
    wentBack,
  )) {
    for (const row of rows) {
      if (row.wrapped === null) destroyed += 1;
      else living += 1;
      const what = problemOf(row, row.wrapped, check);
      if (what !== undefined) findings.add({ file: KEYS_FILE, what, detail: `key ${row.id}` });
    }
  }
  return { living, destroyed };
};

const problemOf = (row: KeyRow, wrapped: Buffer | null, { kek, erased, withoutDigests }: KeysCheck) => {
  const erasedAt = erased.fencedAt(row.subject, row.class);
  if (wrapped === null) {
    return row.destroyedAt !== null && row.destroyedAt === erasedAt
      ? undefined
      : 'a key is destroyed without an erasure of that time';
  }
  if (row.destroyedAt !== null || erasedAt !== undefined) return 'a key of an erased subject is still there';
  if (withoutDigests || kek === undefined) return undefined;
  const opens = Buffer.isBuffer(wrapped) && unwrap(wrapped, keyPurpose(row), kek) !== undefined;
  return opens ? undefined : 'a key does not open under the key-encryption key';
};

/** The secrets by which the file knows its key-encryption key and the directory its addresses. */
export const checkSecrets = ({ db, kek, findings, withoutDigests }: KeysCheck): void => {
  const secrets = db.prepare<[], { name: string; wrapped: Buffer }>('SELECT name, wrapped FROM secrets').all();
  const names = new Set(secrets.map(({ name }) => name));
  const people = db.prepare<[], number>('SELECT (SELECT count(*) FROM addresses) + (SELECT count(*) FROM identities)');
  const needed = ['proof', ...((people.pluck().get() ?? 0) > 0 ? ['directory'] : [])];
  for (const name of needed) {
    if (!names.has(name)) findings.add({ file: KEYS_FILE, what: 'a secret is missing', detail: name });
  }
  if (withoutDigests || kek === undefined) return;
  for (const { name, wrapped } of secrets) {
    if (Buffer.isBuffer(wrapped) && unwrap(wrapped, secretPurpose(String(name)), kek) !== undefined) continue;
    const what = 'a secret does not open under the key-encryption key';
    findings.add({ file: KEYS_FILE, what, detail: String(name) });
  }
};
