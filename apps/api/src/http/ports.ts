/** What the HTTP border asks of the rest of the product. Given to {@link HttpModule.register}. */

import type { PersonId } from '@konsil/domain';

/** What a person is to the whole installation. A provider is who has a practice (product.md A1). */
export type StandingRole = 'administrator' | 'lab' | 'auditor' | 'provider';

/** Who the bearer of a token is. */
export interface Authenticator {
  /** @throws InvalidToken where the token is not ours, expired, revoked; UnknownPerson where nobody stands behind it. */
  personOf(token: string): PersonId | Promise<PersonId>;
}

/** Which roles a person has now; asked on every request to a route that requires one, so it should answer from memory. */
export interface RolesOf {
  rolesOf(personId: PersonId): ReadonlySet<StandingRole> | Promise<ReadonlySet<StandingRole>>;
}

/** Told about each refusal, so that the audit trail can hold it (product.md G4). Must not throw. */
export interface Refusals {
  refused(refusal: {
    readonly personId: PersonId;
    readonly method: string;
    readonly route: string;
    readonly code: string;
  }): void;
}

export interface HttpPorts {
  readonly roles: RolesOf;
  readonly refusals?: Refusals;
}

/** Injection tokens. `AUTHENTICATOR` is provided by the identity module. */
export const HTTP_PORTS = Symbol('HttpPorts');
export const AUTHENTICATOR = Symbol('Authenticator');
export const CONFIG = Symbol('Config');

/** The token proves nothing: not ours, expired, revoked, damaged. `reason` is for the log and never holds the token. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
  constructor(readonly reason: string) {
    super(`The access token is not valid: ${reason}.`);
  }
}

/** The token is good, but Konsil knows nobody of that name. */
export class UnknownPerson extends Error {
  override readonly name = 'UnknownPerson';
  constructor() {
    super('Konsil knows nobody who signs in like this.');
  }
}
