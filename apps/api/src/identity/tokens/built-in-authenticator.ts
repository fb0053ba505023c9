import type { PersonId } from '@konsil/domain';
import { type Authenticator, InvalidToken } from '../../http/ports.js';
import { personIdFrom } from './person-id.js';
import type { Revocations } from '../store/revocations.js';
import type { TokenClaims, TokenVerifier } from './token-verifier.js';

/** Tokens of the built-in provider: `sub` is the person. A remembered token is answered without waiting. */
export class BuiltInAuthenticator implements Authenticator {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly revocations: Revocations,
  ) {}

  personOf(token: string): PersonId | Promise<PersonId> {
    const known = this.verifier.remembered(token);
    return known === undefined
      ? this.verifier.verify(token).then((claims) => this.#unlessRevoked(claims))
      : this.#unlessRevoked(known);
  }

  #unlessRevoked({ subject, issuedAt, payload }: TokenClaims): PersonId {
    const personId = personIdFrom(subject);
    if (personId === undefined) throw new InvalidToken('the subject is no person');
    const grantId = typeof payload['grant'] === 'string' ? payload['grant'] : undefined;
    if (this.revocations.isRevoked({ personId, issuedAt, ...(grantId === undefined ? {} : { grantId }) }))
      throw new InvalidToken('revoked');
    return personId;
  }
}
