/** The directory of people in `keys.db`: HMAC-SHA-256 of addresses and outside identities under a wrapped secret. */

import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { normalisedEmail, type Directory } from '../directory.js';
import { nameCheck, openKeysFile, secretOf } from './keys-file.js';
import { onDisk } from './on-disk.js';

export interface SqliteDirectoryOptions {
  /** `keys.db`, the file of the key ring; made where it is missing. */
  readonly file: string;
  readonly kekFile: string;
}

/** Opens the directory; several processes may have it open at once. */
export const openDirectory = async ({ file, kekFile }: SqliteDirectoryOptions): Promise<Directory> => {
  const { db, kek } = openKeysFile(file, kekFile);
  try {
    const secret = onDisk(() => db.transaction(() => secretOf(db, kek, 'directory')).immediate());
    return new SqliteDirectory(db, createSecretKey(secret));
  } catch (error) {
    db.close();
    throw error;
  }
};

/** One table of digests, each of one person. */
class Names {
  readonly #find: Statement<[Buffer], string>;
  readonly #insert: Statement<[Buffer, string, Buffer]>;
  readonly #forget: Statement<[string]>;

  constructor(
    db: Database,
    private readonly table: 'addresses' | 'identities',
  ) {
    this.#find = db.prepare<[Buffer], string>(`SELECT person FROM ${table} WHERE digest = ?`).pluck();
    this.#insert = db.prepare(
      `INSERT INTO ${table} (digest, person, row_check) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#forget = db.prepare(`DELETE FROM ${table} WHERE person = ?`);
  }

  personOf(digest: Buffer): string | undefined {
    return this.#find.get(digest);
  }

  /** The person of that name; this one from now on where there was none. */
  claim(digest: Buffer, personId: string): { readonly personId: string; readonly claimed: boolean } {
    const claimed = this.#insert.run(digest, personId, nameCheck(this.table, digest, personId)).changes === 1;
    return { personId: claimed ? personId : (this.personOf(digest) ?? personId), claimed };
  }

  forget(personId: string): void {
    this.#forget.run(personId);
  }
}

class SqliteDirectory implements Directory {
  readonly #addresses: Names;
  readonly #identities: Names;

  constructor(
    private readonly db: Database,
    private readonly secret: KeyObject,
  ) {
    this.#addresses = new Names(db, 'addresses');
    this.#identities = new Names(db, 'identities');
  }

  async find(email: string): Promise<string | undefined> {
    return this.#addresses.personOf(this.#addressDigest(email));
  }

  async findOrProvision(email: string, newPersonId: string): Promise<{ personId: string; provisioned: boolean }> {
    const digest = this.#addressDigest(email);
    const known = this.#addresses.personOf(digest);
    if (known !== undefined) return { personId: known, provisioned: false };
    const { personId, claimed } = this.db.transaction(() => this.#addresses.claim(digest, newPersonId)).immediate();
    return { personId, provisioned: claimed };
  }

  async forget(personId: string): Promise<void> {
    this.db
      .transaction(() => {
        this.#addresses.forget(personId);
        this.#identities.forget(personId);
      })
      .immediate();
  }

  async findIdentity(issuer: string, subject: string): Promise<string | undefined> {
    return this.#identities.personOf(this.#identityDigest(issuer, subject));
  }

  async linkIdentity(issuer: string, subject: string, personId: string): Promise<string | undefined> {
    const digest = this.#identityDigest(issuer, subject);
    const place = this.#digest(['identity of a person', issuer, personId]);
    return this.db
      .transaction(() => {
        const known = this.#identities.personOf(digest);
        if (known !== undefined) return known;
        // The place can be taken once, so that a person has one identity of an issuer, whatever processes ask at once.
        if (!this.#identities.claim(place, personId).claimed) return undefined;
        return this.#identities.claim(digest, personId).personId;
      })
      .immediate();
  }

  async close(): Promise<void> {
    this.db.close();
  }

  #addressDigest(email: string): Buffer {
    return this.#digest(['e-mail', normalisedEmail(email)]);
  }

  #identityDigest(issuer: string, subject: string): Buffer {
    return this.#digest(['identity', issuer, subject]);
  }

  #digest(parts: readonly string[]): Buffer {
    return createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest();
  }
}
