import type { PersonId } from '@konsil/domain';
import { LRUCache } from 'lru-cache';
import { type Authenticator, UnknownPerson } from '../../http/ports.js';
import type { IdentityPorts } from '../ports.js';
import type { TokenClaims, TokenVerifier } from './token-verifier.js';

/**
 * Tokens of an issuer elsewhere: the person is found by (issuer, subject), at the first sign-in by the verified e-mail
 * address in the token, which completes a registration as well (product.md B2, B4).
 */
export class OutsideAuthenticator implements Authenticator {
  readonly #people = new LRUCache<string, PersonId>({ max: 20_000, ttl: 60_000 });

  constructor(
    private readonly issuer: string,
    private readonly verifier: TokenVerifier,
    private readonly ports: Pick<IdentityPorts, 'links' | 'registrations'>,
  ) {}

  personOf(token: string): PersonId | Promise<PersonId> {
    const claims = this.verifier.remembered(token);
    const known = claims === undefined ? undefined : this.#people.get(claims.subject);
    return known ?? this.verifier.verify(token).then((good) => this.#find(good));
  }

  async #find(claims: TokenClaims): Promise<PersonId> {
    const personId =
      (await this.ports.links.bySubject(this.issuer, claims.subject)) ?? (await this.#firstSignIn(claims));
    this.#people.set(claims.subject, personId);
    return personId;
  }

  /** @throws UnknownPerson where the address is missing, not verified, nobody's, or of one who has another subject here. */
  async #firstSignIn({ subject, payload }: TokenClaims): Promise<PersonId> {
    const { email, email_verified } = payload;
    if (typeof email !== 'string' || email_verified !== true) throw new UnknownPerson();
    const personId = await this.ports.links.byEmail(email);
    if (personId === undefined) throw new UnknownPerson();
    await this.ports.registrations.register({ personId, verifiedBy: 'identity-provider' });
    // An address that the issuer gave to somebody else later must not open the account of who had it before.
    const linked = await this.ports.links.linkSubject(this.issuer, subject, personId);
    if (linked === undefined) throw new UnknownPerson();
    return linked;
  }
}
