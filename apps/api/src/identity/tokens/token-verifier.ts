/** Whether an access token is good: signature, issuer, audience, expiry, kind and algorithm. Verified ones are remembered. */

import { decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { InvalidToken } from '../../http/ports.js';

export interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** What the issuer may sign with; never a symmetric algorithm or `none`. */
  readonly algorithms: readonly string[];
  /** `at+jwt` (RFC 9068); issuers elsewhere may say `JWT` or nothing. Lower case, '' for nothing. */
  readonly kinds: readonly string[];
  /** How far the clocks may differ, in seconds. */
  readonly tolerance: number;
  /** How many verified tokens are remembered. */
  readonly remembered?: number;
}

/** What a good token says. Times in seconds since 1970. */
export interface TokenClaims {
  readonly subject: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly payload: JWTPayload;
}

export class TokenVerifier {
  readonly #good: LRUCache<string, TokenClaims>;

  constructor(
    private readonly options: VerifierOptions,
    private readonly now: () => number = Date.now,
  ) {
    this.#good = new LRUCache({ max: options.remembered ?? 20_000 });
  }

  /** What the token says where it was verified before and has not expired; without any cryptography. */
  remembered(token: string): TokenClaims | undefined {
    const claims = this.#good.get(token);
    if (claims === undefined || claims.expiresAt * 1000 > this.now()) return claims;
    this.#good.delete(token);
    return undefined;
  }

  /** @throws InvalidToken with the reason; the token itself is never in it. */
  async verify(token: string): Promise<TokenClaims> {
    const known = this.remembered(token);
    if (known !== undefined) return known;
    const claims = await this.#verify(token);
    this.#good.set(token, claims);
    return claims;
  }

  async #verify(token: string): Promise<TokenClaims> {
    const { issuer, audience, algorithms, keys, kinds, tolerance } = this.options;
    if (!kinds.includes(kindOf(token))) throw new InvalidToken('not an access token');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: tolerance,
        requiredClaims: ['sub', 'iat', 'exp'],
        currentDate: new Date(this.now()),
      });
      const { sub, iat, exp } = payload;
      if (sub === undefined || iat === undefined || exp === undefined) throw new errors.JWTInvalid();
      return { subject: sub, issuedAt: iat, expiresAt: exp, payload };
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** Keys that can't be fetched are no fault of the token: that error goes on as it is. */
const refusalOf = (error: unknown): unknown => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case errors.JWTExpired.code:
      return new InvalidToken('expired');
    case errors.JWTClaimValidationFailed.code:
      return new InvalidToken('issuer, audience or another claim does not fit');
    case errors.JWSSignatureVerificationFailed.code:
    case errors.JWKSNoMatchingKey.code:
    case errors.JWKSMultipleMatchingKeys.code:
      return new InvalidToken('the signature does not fit');
    case errors.JOSEAlgNotAllowed.code:
    case errors.JOSENotSupported.code:
      return new InvalidToken('the algorithm is not allowed');
    case errors.JWSInvalid.code:
    case errors.JWTInvalid.code:
      return new InvalidToken('malformed');
    default:
      return error;
  }
};

/** The header's `typ`, lower case and short. @throws InvalidToken where the token is no JWS. */
const kindOf = (token: string): string => {
  try {
    return (
      decodeProtectedHeader(token)
        .typ?.toLowerCase()
        .replace(/^application\//, '') ?? ''
    );
  } catch {
    throw new InvalidToken('malformed');
  }
};
