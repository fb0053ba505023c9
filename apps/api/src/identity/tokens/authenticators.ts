/** Who answers whose token it is: for the built-in provider, and for an issuer elsewhere. */

import type { Config } from '../../config/index.js';
import type { Authenticator } from '../../http/ports.js';
import type { Identity } from '../identity.js';
import type { IdentityPorts } from '../ports.js';
import { signingKeys, SIGNING_ALGORITHM } from '../store/keys.js';
import { BuiltInAuthenticator } from './built-in-authenticator.js';
import { OUTSIDE_ALGORITHMS, outsideKeys, ownKeys } from './issuer-keys.js';
import { OutsideAuthenticator } from './outside-authenticator.js';
import { TokenVerifier } from './token-verifier.js';

export const builtInAuthenticator = async (config: Config, identity: Identity): Promise<Authenticator> =>
  new BuiltInAuthenticator(
    new TokenVerifier({
      issuer: config.issuer.url,
      audience: config.audience,
      keys: ownKeys(await signingKeys(identity.database)),
      algorithms: [SIGNING_ALGORITHM],
      kinds: ['at+jwt'],
      tolerance: 0,
    }),
    identity.revocations,
  );

/** Issuers elsewhere mark access tokens as `at+jwt`, `JWT`, or not at all; the audience keeps ID tokens out. */
export const outsideAuthenticator = (config: Config, ports: IdentityPorts): Authenticator =>
  new OutsideAuthenticator(
    config.issuer.url,
    new TokenVerifier({
      issuer: config.issuer.url,
      audience: config.audience,
      keys: outsideKeys(config.issuer.url),
      algorithms: OUTSIDE_ALGORITHMS,
      kinds: ['at+jwt', 'jwt', ''],
      tolerance: 30,
    }),
    ports,
  );
