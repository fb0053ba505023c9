import { hash, verify } from '@node-rs/argon2';
import type { PersonId } from '@konsil/domain';
import type { IdentityDatabase } from './database.js';

/** Argon2id, 19 MiB, two passes, one lane: what OWASP names as the least. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Length of a password in characters; the upper bound keeps hashing from becoming a burden. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

export class Passwords {
  /** Of a password nobody knows: an unknown person costs as much time as a wrong password. */
  readonly #nobody = hash(crypto.randomUUID(), COST);

  constructor(private readonly database: IdentityDatabase) {}

  async set(personId: PersonId, password: string): Promise<void> {
    const hashed = await hash(password, COST);
    this.database
      .prepare(
        'INSERT INTO passwords (person_id, hash, set_at) VALUES (?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at',
      )
      .run(personId, hashed, Date.now());
  }

  /** Whether this is the person's password. Takes as long for a person without one, or for nobody. */
  async matches(personId: PersonId | undefined, password: string): Promise<boolean> {
    const known = personId === undefined ? undefined : this.#hashOf(personId);
    const right = await verify(known ?? (await this.#nobody), password);
    return right && known !== undefined;
  }

  has(personId: PersonId): boolean {
    return this.#hashOf(personId) !== undefined;
  }

  #hashOf(personId: PersonId): string | undefined {
    return this.database
      .prepare<[string], { hash: string }>('SELECT hash FROM passwords WHERE person_id = ?')
      .get(personId)?.hash;
  }
}
