/** Whose account it is, and that it is still there: what comes before every decision about an account. */

import type { Actor } from '../context.js';
import { demandPerson, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { AccountState } from './state.js';

export type KnownAccountState = Exclude<AccountState, { readonly status: 'none' }>;
export type OpenAccountState = Exclude<KnownAccountState, { readonly status: 'closed' }>;

/**
 * By the registered person, for themself: nobody else so much as learns that the account is there.
 * @throws DomainError `ACCESS.NOT_FOUND` for everybody else, `ACCESS.DENIED` for who has not registered
 */
export const demandOwnAccount = (state: AccountState, actor: Actor): OpenAccountState => {
  const person = demandPerson(actor);
  if (state.status === 'none' || state.status === 'closed' || person.personId !== state.personId) throw notFound();
  return state;
};

/**
 * Administrators may know which accounts there are, so an unknown one is named as such.
 * @throws DomainError `ACCOUNT.UNKNOWN`
 */
export const demandKnown = (state: AccountState): KnownAccountState => {
  if (state.status === 'none') throw new DomainError('ACCOUNT.UNKNOWN', 'There is no such account.');
  return state;
};

/**
 * An account that can be given something: it is there and not closed.
 * @throws DomainError `ACCOUNT.UNKNOWN`, `ACCOUNT.CLOSED`
 */
export const demandOpen = (state: AccountState): OpenAccountState => {
  const account = demandKnown(state);
  if (account.status === 'closed') throw new DomainError('ACCOUNT.CLOSED', 'The account is closed.');
  return account;
};

/**
 * Nobody takes administration away from themself: the last one to do so would lock everybody out.
 * @throws DomainError `ACCOUNT.NOT_ONESELF` where an administrator is about to
 */
export const demandAnotherAdministrator = (account: KnownAccountState, actor: Actor): void => {
  const isOneself = actor.kind === 'person' && actor.personId === account.personId;
  if (isOneself && account.roles.includes('administrator')) {
    throw new DomainError('ACCOUNT.NOT_ONESELF', 'Another administrator has to do this to you.');
  }
};
