/** An account ends. Rules: product.md A1, A3. */

import type { Actor, Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandPerson, notFound } from '../demands.js';
import { demandAnotherAdministrator, demandKnown, type KnownAccountState } from './acting.js';
import type { AccountEvent } from './events.js';
import type { AccountState } from './state.js';

export type CloseAccount = Command<'CloseAccount', Readonly<Record<string, never>>>;

/**
 * By the person, or by an administrator for somebody else; for good. From then on nobody acts through the account: roles and
 * an appointment as auditor end and the practices take no new cases. The cases stay the person's, and so does every event
 * that names them.
 */
export const closeAccount = (
  _command: CloseAccount,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnOrAdministered(state, actor);
  if (account.status === 'closed') return [];
  demandAnotherAdministrator(account, actor);
  return [{ type: 'AccountClosed', data: { personId: account.personId } }];
};

const demandOwnOrAdministered = (state: AccountState, actor: Actor): KnownAccountState => {
  const person = demandPerson(actor);
  if (person.roles.includes('administrator')) return demandKnown(state);
  if (state.status === 'none' || state.personId !== person.personId) throw notFound();
  return state;
};
