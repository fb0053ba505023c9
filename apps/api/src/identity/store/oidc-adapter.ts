/** Where the OpenID provider keeps codes, sessions, grants and refresh tokens: one table of `identity.db`. */

import { createHash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { IdentityDatabase } from './database.js';
import type { Revocations } from './revocations.js';

/** Where a payload names no end: a day. Seconds. */
const DAY = 86_400;

export class OidcAdapter implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly database: IdentityDatabase,
    private readonly revocations: Revocations,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn = DAY): Promise<void> {
    const grantId = this.kind === 'Grant' ? id : payload.grantId;
    this.database
      .prepare(
        'INSERT OR REPLACE INTO sign_ins (kind, id, payload, uid, grant_id, account_id, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        this.kind,
        keyOf(id),
        JSON.stringify({ ...payload, jti: undefined }),
        payload.uid ?? null,
        grantId ?? null,
        payload.accountId ?? null,
        seconds() + expiresIn,
      );
    this.#forgetExpired();
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const row = this.database
      .prepare<[string, string, number], { payload: string }>(
        'SELECT payload FROM sign_ins WHERE kind = ? AND id = ? AND expires_at > ?',
      )
      .get(this.kind, keyOf(id), seconds());
    return row === undefined ? undefined : { ...(JSON.parse(row.payload) as AdapterPayload), jti: id };
  }

  /** A session by what tokens remember of it; without its id, which only the cookie holds. */
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const row = this.database
      .prepare<[string, string, number], { payload: string }>(
        'SELECT payload FROM sign_ins WHERE kind = ? AND uid = ? AND expires_at > ?',
      )
      .get(this.kind, uid, seconds());
    return row === undefined ? undefined : (JSON.parse(row.payload) as AdapterPayload);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    this.database
      .prepare("UPDATE sign_ins SET payload = json_set(payload, '$.consumed', ?) WHERE kind = ? AND id = ?")
      .run(seconds(), this.kind, keyOf(id));
  }

  async destroy(id: string): Promise<void> {
    this.database.prepare('DELETE FROM sign_ins WHERE kind = ? AND id = ?').run(this.kind, keyOf(id));
  }

  /** Asked for every kind when a sign-in ends; access tokens are not kept here, so their grant is remembered as ended. */
  async revokeByGrantId(grantId: string): Promise<void> {
    this.database.prepare('DELETE FROM sign_ins WHERE kind = ? AND grant_id = ?').run(this.kind, grantId);
    this.revocations.revokeGrant(grantId);
  }

  #forgetExpired(): void {
    this.database.prepare('DELETE FROM sign_ins WHERE expires_at <= ?').run(seconds());
  }
}

const seconds = () => Math.floor(Date.now() / 1000);

/** Ids of codes, sessions and refresh tokens are secrets: who reads the file can use none of them. */
const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url');
