/**
 * Tokens that ended before their time: a sign-out ends those of one grant, a new password all of a person. Kept in
 * memory for the request path and in `identity.db` for the next start, until the last such token would have expired.
 */

import type { PersonId } from '@konsil/domain';
import type { IdentityDatabase } from './database.js';

/** What of a token tells whether it was revoked. `issuedAt`: seconds since 1970. */
export interface RevocableToken {
  readonly personId: PersonId;
  readonly grantId?: string;
  readonly issuedAt: number;
}

/** Longer than any access token lives, minted ones included. Milliseconds. */
export const LONGEST_TOKEN = 24 * 3_600_000;

export class Revocations {
  readonly #grants = new Set<string>();
  readonly #people = new Map<string, number>();

  constructor(
    private readonly database: IdentityDatabase,
    private readonly now: () => number = Date.now,
  ) {
    database.prepare('DELETE FROM revocations WHERE forget_at <= ?').run(now());
    const rows = database.prepare<[], { kind: string; id: string; moment: number }>(
      'SELECT kind, id, moment FROM revocations',
    );
    for (const { kind, id, moment } of rows.all())
      if (kind === 'grant') this.#grants.add(id);
      else this.#people.set(id, moment);
  }

  /** Ends every token of one sign-in. */
  revokeGrant(grantId: string): void {
    this.#keep('grant', grantId);
    this.#grants.add(grantId);
  }

  /** Ends every sign-in of a person, and every token issued to them up to now, this second included. */
  revokePerson(personId: PersonId): void {
    const grants = this.database
      .prepare<[string], { grant_id: string }>(
        'SELECT DISTINCT grant_id FROM sign_ins WHERE account_id = ? AND grant_id IS NOT NULL',
      )
      .all(personId);
    this.database.transaction(() => {
      this.database.prepare('DELETE FROM sign_ins WHERE account_id = ?').run(personId);
      for (const { grant_id } of grants) this.#keep('grant', grant_id);
      this.#keep('person', personId);
    })();
    for (const { grant_id } of grants) this.#grants.add(grant_id);
    this.#people.set(personId, this.now());
  }

  isRevoked({ personId, grantId, issuedAt }: RevocableToken): boolean {
    if (grantId !== undefined && this.#grants.has(grantId)) return true;
    const since = this.#people.get(personId);
    return since !== undefined && issuedAt * 1000 < since - (grantId === undefined ? 0 : 1000);
  }

  #keep(kind: 'grant' | 'person', id: string): void {
    const now = this.now();
    this.database
      .prepare('INSERT OR REPLACE INTO revocations (kind, id, moment, forget_at) VALUES (?, ?, ?, ?)')
      .run(kind, id, now, now + LONGEST_TOKEN);
  }
}
