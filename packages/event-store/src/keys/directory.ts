/**
 * Who is meant by an e-mail address, and by a sign-in at an outside issuer (architecture.md, Streams and their events:
 * people have their id from the moment they are added). Only keyed digests of addresses are kept; no lookup but by the
 * exact address.
 */
export interface Directory {
  /** The person with this address, if any. Trimmed, NFKC, lower case: `Luis@X.de ` is `luis@x.de`. */
  find(email: string): Promise<string | undefined>;
  /** The person with this address; `newPersonId` from now on where there was none. Atomic across processes. */
  findOrProvision(email: string, newPersonId: string): Promise<{ personId: string; provisioned: boolean }>;
  /** Forgets every address and outside identity of a person (G9). */
  forget(personId: string): Promise<void>;
  /** The person who signs in at `issuer` as `subject`, if linked. */
  findIdentity(issuer: string, subject: string): Promise<string | undefined>;
  /**
   * Links an outside identity to a person once; a link to somebody else stays as it is and is answered. `undefined`, and
   * nothing is linked, where the person has another identity of this issuer: who has got an address later is not them.
   */
  linkIdentity(issuer: string, subject: string, personId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** An address as it is compared: trimmed, NFKC, lower case. */
export const normalisedEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase();
