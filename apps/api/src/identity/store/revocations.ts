/**
 * Tokens that ended before their time: a sign-out ends those of one grant, a new password all of a person. Kept in
 * memory for the request path and in `identity.db` for the next start, until the last such token would have expired.
 * What another process has written there counts from its next request on; who serves alone need not look for it.
 */

import type { PersonId } from '@konsil/domain';
import type { Statement } from 'better-sqlite3';
import type { IdentityDatabase } from './database.js';

/** What of a token tells whether it was revoked. `issuedAt`: seconds since 1970. */
export interface RevocableToken {
  readonly personId: PersonId;
  readonly grantId?: string;
  readonly issuedAt: number;
}

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly moment: number;
}

/** Longer than any access token lives, minted ones included. Milliseconds. */
export const LONGEST_TOKEN = 24 * 3_600_000;

/** Which other processes revoke: with `alone` none does while this one serves. */
export interface RevocationsOptions {
  readonly alone: boolean;
}

export class Revocations {
  readonly #grants = new Set<string>();
  readonly #people = new Map<string, number>();
  readonly #dataVersion: Statement<[], number>;
  readonly #rows: Statement<[], Row>;
  /** As of which commit of other connections the table was read. */
  #seen: number | undefined;

  constructor(
    private readonly database: IdentityDatabase,
    private readonly now: () => number = Date.now,
    private readonly options: RevocationsOptions = { alone: false },
  ) {
    database.prepare('DELETE FROM revocations WHERE forget_at <= ?').run(now());
    this.#rows = database.prepare<[], Row>('SELECT kind, id, moment FROM revocations');
    this.#dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck();
    this.#lookAgain();
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
    if (!this.options.alone) this.#lookAgain();
    if (grantId !== undefined && this.#grants.has(grantId)) return true;
    const since = this.#people.get(personId);
    return since !== undefined && issuedAt * 1000 < since - (grantId === undefined ? 0 : 1000);
  }

  /** Reads the table where another connection has committed since. */
  #lookAgain(): void {
    const version = this.#dataVersion.get();
    if (version === this.#seen) return;
    this.#grants.clear();
    this.#people.clear();
    for (const { kind, id, moment } of this.#rows.all())
      if (kind === 'grant') this.#grants.add(id);
      else this.#people.set(id, moment);
    this.#seen = version;
  }

  #keep(kind: 'grant' | 'person', id: string): void {
    const now = this.now();
    this.database
      .prepare('INSERT OR REPLACE INTO revocations (kind, id, moment, forget_at) VALUES (?, ?, ?, ?)')
      .run(kind, id, now, now + LONGEST_TOKEN);
  }
}
