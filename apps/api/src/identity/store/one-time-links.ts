/** Links that work once: a registration, a new password, the very first person. Only a hash of the token is kept. */

import { createHash, randomBytes } from 'node:crypto';
import type { PersonId } from '@konsil/domain';
import type { IdentityDatabase } from './database.js';

export type LinkPurpose = 'register' | 'welcome';

/** A link that is being used right now is held this long, so that two requests don't both use it. Milliseconds. */
const CLAIM = 60_000;
export const LINK_LIFETIME = 7 * 24 * 3_600_000;

export class OneTimeLinks {
  constructor(
    private readonly database: IdentityDatabase,
    private readonly now: () => number = Date.now,
  ) {}

  /** A new token, 43 characters; earlier unused ones of the same person stop working, of `welcome` all of them. */
  create(purpose: LinkPurpose, personId: PersonId, lifetimeMs = LINK_LIFETIME): string {
    const token = randomBytes(32).toString('base64url');
    this.database.transaction(() => {
      this.database
        .prepare(
          `DELETE FROM one_time_links WHERE expires_at <= ?
           OR (purpose = ? AND (person_id = ? OR purpose = 'welcome') AND used_at IS NULL)`,
        )
        .run(this.now(), purpose, personId);
      this.database
        .prepare('INSERT INTO one_time_links (token_hash, purpose, person_id, expires_at) VALUES (?, ?, ?, ?)')
        .run(hashOf(token), purpose, personId, this.now() + lifetimeMs);
    })();
    return token;
  }

  /** For whom an unused link was made last, expired or not. */
  lastUnused(purpose: LinkPurpose): PersonId | undefined {
    return this.database
      .prepare<[string], { person_id: PersonId }>(
        'SELECT person_id FROM one_time_links WHERE purpose = ? AND used_at IS NULL ORDER BY expires_at DESC LIMIT 1',
      )
      .get(purpose)?.person_id;
  }

  /** Whose link it is, while it works. */
  personOf(purpose: LinkPurpose, token: string): PersonId | undefined {
    return this.database
      .prepare<[Buffer, string, number], { person_id: PersonId }>(
        'SELECT person_id FROM one_time_links WHERE token_hash = ? AND purpose = ? AND expires_at > ? AND used_at IS NULL',
      )
      .get(hashOf(token), purpose, this.now())?.person_id;
  }

  /**
   * Does what the link is for, and spends it; where the act throws, the link works on. Answers `undefined` without
   * acting where the link does not work, or is being used by another request.
   */
  async use<T>(purpose: LinkPurpose, token: string, act: (personId: PersonId) => Promise<T>): Promise<T | undefined> {
    const key = hashOf(token);
    const claimed = this.database
      .prepare<[number, Buffer, string, number, number], { person_id: PersonId }>(
        `UPDATE one_time_links SET claimed_until = ? WHERE token_hash = ? AND purpose = ? AND expires_at > ?
         AND used_at IS NULL AND claimed_until <= ? RETURNING person_id`,
      )
      .get(this.now() + CLAIM, key, purpose, this.now(), this.now());
    if (claimed === undefined) return undefined;
    try {
      const result = await act(claimed.person_id);
      this.database.prepare('UPDATE one_time_links SET used_at = ? WHERE token_hash = ?').run(this.now(), key);
      return result;
    } catch (error) {
      this.database.prepare('UPDATE one_time_links SET claimed_until = 0 WHERE token_hash = ?').run(key);
      throw error;
    }
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();
