/** What `keys.db` holds, for an operator: whose keys there are and which are destroyed. Never key material. */

import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DataClass } from '../../codec/codec.js';
import { KeyError } from '../key-ring.js';
import { prepare } from './keys-file.js';

export interface KeyEntry {
  readonly subject: string;
  readonly class: DataClass;
  /** `null`: nothing was ever sealed for this subject and class. */
  readonly keyId: string | null;
  /** `null`: made by a version that did not note it. */
  readonly createdAt: string | null;
  /** `fenced`: nothing may be sealed any more; there was no key, or its destruction is under way. */
  readonly state: 'in-use' | 'fenced' | 'destroyed';
  readonly erasedAt: string | null;
}

const LIST = `
  SELECT k.subject, k.class, k.id AS keyId, k.created_at AS createdAt, coalesce(k.destroyed_at, f.erased_at) AS erasedAt,
    CASE WHEN k.wrapped IS NULL THEN 'destroyed' WHEN f.subject IS NOT NULL THEN 'fenced' ELSE 'in-use' END AS state
  FROM keys k LEFT JOIN fences f ON f.subject = k.subject AND f.class = k.class
  WHERE @subject IS NULL OR k.subject = @subject
  UNION ALL
  SELECT f.subject, f.class, NULL, NULL, f.erased_at, 'fenced' FROM fences f
  WHERE (@subject IS NULL OR f.subject = @subject)
    AND NOT EXISTS (SELECT 1 FROM keys k WHERE k.subject = f.subject AND k.class = f.class)
  ORDER BY 1, 2`;

/** Keys and fences by subject and class, one after the other. Also beside a running server; needs no key-encryption key. */
export function* listKeys(file: string, subject?: string): Generator<KeyEntry> {
  if (!existsSync(file)) throw new KeyError('missing', 'There is no keys.db in this folder yet.');
  const db = new Database(file, { fileMustExist: true, timeout: 5_000 });
  try {
    prepare(db);
    yield* db.prepare<[{ subject: string | null }], KeyEntry>(LIST).iterate({ subject: subject ?? null });
  } finally {
    db.close();
  }
}
