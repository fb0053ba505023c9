/** The keys that sign tokens and cookies: made once, kept in `identity.db`. */

import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { IdentityDatabase } from './database.js';

/** ES256: short signatures, and every OpenID client can verify them. */
export const SIGNING_ALGORITHM = 'ES256';

export interface SigningKey extends JWK {
  readonly kid: string;
}

/** All signing keys, newest first; the first one signs. Makes one where there is none. */
export const signingKeys = async (database: IdentityDatabase): Promise<readonly [SigningKey, ...SigningKey[]]> => {
  const stored = storedSigningKeys(database);
  const [first, ...others] = stored;
  if (first !== undefined) return [first, ...others];
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const kid = randomBytes(12).toString('base64url');
  const key: SigningKey = { ...(await exportJWK(privateKey)), kid, alg: SIGNING_ALGORITHM, use: 'sig' };
  database
    .prepare(
      'INSERT INTO signing_keys (kid, jwk, made_at) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM signing_keys)',
    )
    .run(kid, JSON.stringify(key), Date.now());
  const [kept = key, ...older] = storedSigningKeys(database);
  return [kept, ...older];
};

/** The signing keys that are there; none where Konsil never started on this folder. */
export const storedSigningKeys = (database: IdentityDatabase): readonly SigningKey[] =>
  database
    .prepare<[], { jwk: string }>('SELECT jwk FROM signing_keys ORDER BY made_at DESC, kid')
    .all()
    .map(({ jwk }) => JSON.parse(jwk) as SigningKey);

/** The public half of a key. */
export const publicHalf = ({ kty, crv, x, y, kid, alg, use }: SigningKey): JWK => ({
  ...(kty === undefined ? {} : { kty }),
  ...(crv === undefined ? {} : { crv }),
  ...(x === undefined ? {} : { x }),
  ...(y === undefined ? {} : { y }),
  kid,
  ...(alg === undefined ? {} : { alg }),
  ...(use === undefined ? {} : { use }),
});

/** 32 random bytes under a name, made when first asked for. */
export const secretNamed = (database: IdentityDatabase, name: string): Buffer => {
  database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, randomBytes(32));
  const row = database.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?').get(name);
  if (row === undefined) throw new Error(`identity.db did not keep the secret ${name}`);
  return row.value;
};
