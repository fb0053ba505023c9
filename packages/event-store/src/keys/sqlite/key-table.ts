/** The wrapped keys as they stand in `keys.db`. */

import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type { DataClass } from '../../codec/codec.js';
import { KeyError, type KeyAnswer, type SealingKey } from '../key-ring.js';
import { unwrap, wrap } from './key-encryption-key.js';
import { onDisk } from './on-disk.js';

/** Whose key it is, and of what. */
export interface KeyOwner {
  readonly subject: string;
  readonly class: DataClass;
}

interface KeyRow extends KeyOwner {
  readonly id: string;
  /** Absent once the key is destroyed. */
  readonly wrapped: Buffer | null;
}

export const nameOf = (owner: KeyOwner): string => `${owner.class} ${owner.subject}`;

/** A wrapped key opens only as this key of this subject and class. */
export const keyPurpose = (row: KeyOwner & { readonly id: string }): string =>
  JSON.stringify(['konsil key', row.id, row.subject, row.class]);

export class KeyTable {
  readonly #byOwner: Statement<[KeyOwner], KeyRow>;
  readonly #byId: Statement<[string], KeyRow>;
  readonly #insert: Statement<[KeyRow & { readonly createdAt: string }]>;

  constructor(
    private readonly db: Database,
    private readonly kek: KeyObject,
    private readonly clock: () => number,
  ) {
    const select = 'SELECT id, subject, class, wrapped FROM keys WHERE';
    this.#byOwner = db.prepare(`${select} subject = @subject AND class = @class`);
    this.#byId = db.prepare(`${select} id = ?`);
    this.#insert = db.prepare(
      `INSERT INTO keys (id, subject, class, wrapped, created_at) SELECT @id, @subject, @class, @wrapped, @createdAt
       WHERE NOT EXISTS (SELECT 1 FROM fences WHERE subject = @subject AND class = @class)
       ON CONFLICT DO NOTHING`,
    );
  }

  /** The owner's key, if there is one and it lives. */
  of(owner: KeyOwner): SealingKey | undefined {
    const row = onDisk(() => this.#byOwner.get(owner));
    if (row === undefined) return undefined;
    const key = this.#unwrapped(row);
    return key === 'destroyed' ? undefined : { id: row.id, key };
  }

  byId(id: string): KeyAnswer {
    const row = onDisk(() => this.#byId.get(id));
    return row === undefined ? 'unknown' : this.#unwrapped(row);
  }

  /** Makes a key for each owner that has none and is not fenced; on the disk when this returns. */
  make(owners: readonly KeyOwner[]): void {
    const createdAt = new Date(this.clock()).toISOString();
    const insertAll = this.db.transaction(() => {
      for (const { subject, class: dataClass } of owners) {
        const row = { id: randomUUID(), subject, class: dataClass };
        this.#insert.run({ ...row, createdAt, wrapped: wrap(randomBytes(32), keyPurpose(row), this.kek) });
      }
    });
    onDisk(() => insertAll.immediate());
  }

  close(): void {
    this.db.close();
  }

  #unwrapped(row: KeyRow): KeyObject | 'destroyed' {
    if (row.wrapped === null) return 'destroyed';
    const bytes = unwrap(row.wrapped, keyPurpose(row), this.kek);
    if (bytes !== undefined) return createSecretKey(bytes);
    throw new KeyError('damaged-key', 'A stored key does not unwrap.', { keyId: row.id });
  }
}
