/** Access tokens for sample data, made without signing in: for the CLI and for trying the API. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId } from '@konsil/domain';
import { importJWK, SignJWT } from 'jose';
import { type IdentityDatabase, openIdentityDatabase } from '../store/database.js';
import { isDemoData } from '../store/demo-mark.js';
import { SIGNING_ALGORITHM, storedSigningKeys } from '../store/keys.js';

export interface MintRequest {
  readonly dataFolder: string;
  readonly personId: PersonId;
  /** The built-in issuer's address, `Config.issuer.url`. */
  readonly issuer: string;
  readonly audience?: string;
  /** At the most a day; default eight hours. */
  readonly ttlSeconds?: number;
}

/** Why no token was made. */
export class MintRefused extends Error {
  override readonly name = 'MintRefused';
}

const HOUR = 3_600;

/** @throws MintRefused unless the folder is marked as sample data and Konsil has started on it. */
export const mintAccessToken = async (request: MintRequest): Promise<string> => {
  if (!existsSync(join(request.dataFolder, 'identity.db')))
    throw new MintRefused('There is no Konsil data in this folder.');
  const database = openIdentityDatabase(request.dataFolder);
  try {
    return await mint(database, request);
  } finally {
    database.close();
  }
};

const mint = async (database: IdentityDatabase, request: MintRequest): Promise<string> => {
  if (!isDemoData(database))
    throw new MintRefused('Tokens are made for sample data only; this folder is not marked as such.');
  const [key] = storedSigningKeys(database);
  if (key === undefined) throw new MintRefused('Konsil has not started on this folder yet: it holds no signing key.');
  const ttl = Math.min(Math.max(1, Math.floor(request.ttlSeconds ?? 8 * HOUR)), 24 * HOUR);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: 'konsil-cli' })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: 'at+jwt' })
    .setIssuer(request.issuer)
    .setAudience(request.audience ?? 'konsil-api')
    .setSubject(request.personId)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + ttl)
    .sign(await importJWK(key, SIGNING_ALGORITHM));
};
