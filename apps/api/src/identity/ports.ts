/** What signing in asks of the command side and of the e-mail directory. Given to {@link IdentityModule.register}. */

import type { EmailVerification, Language, PersonId } from '@konsil/domain';

/** What a page says about who it speaks to. */
export interface PersonCard {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** Which person stands behind an e-mail address or behind an outside issuer's subject. */
export interface IdentityLinks {
  /** By the normalised e-mail's HMAC; undefined for an unknown one. */
  byEmail(email: string): Promise<PersonId | undefined>;
  bySubject(issuer: string, subject: string): Promise<PersonId | undefined>;
  /**
   * Remembers that the issuer's subject is this person, and answers whose it is. Undefined, and nothing is remembered,
   * where the person signs in with another subject of this issuer.
   */
  linkSubject(issuer: string, subject: string, personId: PersonId): Promise<PersonId | undefined>;
}

/** Completing a registration (product.md B4). */
export interface Registrations {
  /** The person's card; undefined when there is no such person. */
  cardOf(personId: PersonId): Promise<PersonCard | undefined>;
  /** Records AccountRegistered; says nothing when it already is so. May throw a DomainError, which the page shows. */
  register(request: { readonly personId: PersonId; readonly verifiedBy: EmailVerification }): Promise<void>;
}

/** Making the first person of an installation, its administrator. */
export interface FirstPerson {
  /** Whether nobody is there yet. */
  isMissing(): Promise<boolean>;
  /** Records the account under this id; the same id again changes nothing. */
  create(request: PersonCard & { readonly personId: PersonId }): Promise<void>;
}

export interface IdentityPorts {
  readonly links: IdentityLinks;
  readonly registrations: Registrations;
  readonly firstPerson: FirstPerson;
}

export const IDENTITY_PORTS = Symbol('IdentityPorts');
