/** A person gets an identity and proves their e-mail address. Rules: product.md A1, B2. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandInstant, demandPerson, demandRole, denied, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { PersonId } from '../ids.js';
import { demandText } from '../text.js';
import type { Instant } from '../time.js';
import { demandOpen, demandOwnAccount } from './acting.js';
import type { AccountEvent, EmailVerification, Language } from './events.js';
import type { AccountState } from './state.js';

export type ProvisionAccount = Command<
  'ProvisionAccount',
  { readonly personId: PersonId; readonly name: string; readonly email: string; readonly language: Language }
>;

/** By an administrator, by a provider who adds a collaborator, or at the first start. Already there: records nothing. */
export const provisionAccount = (
  command: ProvisionAccount,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  if (actor.kind !== 'setup') {
    const person = demandPerson(actor);
    if (!person.isProvider && !person.roles.includes('administrator')) {
      throw denied('not-a-provider', 'Only an administrator or a provider may add a person.');
    }
  }
  if (state.status !== 'none') return [];
  const { personId, name, email, language } = command.data;
  demandText(name, 'ACCOUNT.NAME_MISSING', 'A person needs a name.');
  demandEmail(email);
  return [{ type: 'AccountProvisioned', data: { personId, name, email, language } }];
};

export type RegisterAccount = Command<'RegisterAccount', { readonly emailVerifiedBy: EmailVerification }>;

/** By the person alone, after their e-mail address was proved. */
export const registerAccount = (
  command: RegisterAccount,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  if (state.status === 'none' || state.status === 'closed') throw notFound();
  if (actor.kind !== 'person' || actor.personId !== state.personId) throw notFound();
  if (state.status === 'registered') return [];
  const { personId } = state;
  return [{ type: 'AccountRegistered', data: { personId, emailVerifiedBy: command.data.emailVerifiedBy } }];
};

/** `expiresAt`: until when the link works. */
export type HandOutRegistrationLink = Command<'HandOutRegistrationLink', { readonly expiresAt: Instant }>;

/**
 * By an administrator, who by that vouches for the person; before the link leaves. Each link is recorded. Never for somebody
 * who is registered: setting their password anew would be a way to sign in as them.
 */
export const handOutRegistrationLink = (
  command: HandOutRegistrationLink,
  state: AccountState,
  { actor, now }: Context,
): readonly AccountEvent[] => {
  demandRole(actor, 'administrator');
  const { personId, status } = demandOpen(state);
  if (status === 'registered') {
    throw new DomainError('ACCOUNT.ALREADY_REGISTERED', 'The person has completed the registration.');
  }
  const { expiresAt } = command.data;
  demandInstant(expiresAt, 'expiresAt');
  if (expiresAt <= now) throw new DomainError('ACCOUNT.END_IN_THE_PAST', 'A link ends in the future.');
  return [{ type: 'RegistrationLinkHandedOut', data: { personId, expiresAt } }];
};

/** `emailVerifiedBy`: how the new address was proved; only the first person's is proved by the first start. */
export type ChangeEmail = Command<
  'ChangeEmail',
  { readonly email: string; readonly emailVerifiedBy: Exclude<EmailVerification, 'first-start'> }
>;

/**
 * By the person alone, after the new address was proved to be theirs. Recorded each time, also with the address that stands:
 * addresses are personal data, so the state that decisions are made from holds none.
 */
export const changeEmail = (command: ChangeEmail, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  const { personId } = demandOwnAccount(state, actor);
  const { email, emailVerifiedBy } = command.data;
  demandEmail(email);
  return [{ type: 'EmailChanged', data: { personId, email, emailVerifiedBy } }];
};

const demandEmail = (email: string): void => {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    throw new DomainError('ACCOUNT.EMAIL_INVALID', 'This is no e-mail address.');
  }
};
