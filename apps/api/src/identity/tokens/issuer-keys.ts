/** Where the keys come from that a token's signature is checked with. */

import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { publicHalf, type SigningKey } from '../store/keys.js';

/** What issuers elsewhere may sign with: asymmetric algorithms alone. */
export const OUTSIDE_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

export const ownKeys = (keys: readonly SigningKey[]): JWTVerifyGetKey =>
  createLocalJWKSet({ keys: keys.map(publicHalf) });

/**
 * The keys of an issuer elsewhere, found by its discovery document when the first token comes, so that Konsil starts
 * while the issuer is away. Fetched again when a token names a key that is not known yet.
 */
export const outsideKeys = (issuer: string, get: typeof fetch = fetch): JWTVerifyGetKey => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discover(issuer, get);
    let keys: JWTVerifyGetKey;
    try {
      keys = await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
    try {
      return await keys(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : new IssuerUnreachable('The OpenID issuer gave no keys.', { cause: error });
    }
  };
};

export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

const isAboutTheToken = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  [errors.JWKSNoMatchingKey.code, errors.JWKSMultipleMatchingKeys.code, errors.JOSENotSupported.code].some(
    (code) => code === error.code,
  );

const discover = async (issuer: string, get: typeof fetch): Promise<JWTVerifyGetKey> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  let document: unknown;
  try {
    const answer = await get(address, { signal: AbortSignal.timeout(5_000), redirect: 'error' });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    document = await answer.json();
  } catch (cause) {
    throw new IssuerUnreachable('The OpenID issuer did not answer its discovery document.', { cause });
  }
  if (
    typeof document !== 'object' ||
    document === null ||
    !('jwks_uri' in document) ||
    typeof document.jwks_uri !== 'string'
  )
    throw new IssuerUnreachable('The discovery document of the OpenID issuer names no jwks_uri.');
  if (!('issuer' in document) || document.issuer !== issuer)
    throw new IssuerUnreachable('The discovery document of the OpenID issuer names another issuer.');
  return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: 5_000, cooldownDuration: 30_000 });
};
