/** Offices of a provider: a provider is who has one. Rules: product.md A1. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import type { PracticeId } from '../ids.js';
import { demandText } from '../text.js';
import { demandOwnAccount, type OpenAccountState } from './acting.js';
import type { AccountEvent } from './events.js';
import type { AccountState } from './state.js';

export type OpenPractice = Command<'OpenPractice', { readonly practiceId: PracticeId; readonly name: string }>;
export type RenamePractice = Command<'RenamePractice', { readonly practiceId: PracticeId; readonly name: string }>;
export type ClosePractice = Command<'ClosePractice', { readonly practiceId: PracticeId }>;

/** By the registered person, for themself. A practice that was closed is not opened again: open another one. */
export const openPractice = (
  command: OpenPractice,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const { practiceId, name } = command.data;
  if (account.practices.includes(practiceId)) return [];
  if (isClosed(account, practiceId)) {
    throw new DomainError('ACCOUNT.PRACTICE_CLOSED', 'This practice was closed.', { practiceId });
  }
  demandName(name);
  return [{ type: 'PracticeOpened', data: { personId: account.personId, practiceId, name } }];
};

/**
 * By the person, for an own practice, also a closed one: its cases go on naming it. Recorded each time, also with the name
 * that it has: names are personal data, so the state that decisions are made from holds none.
 */
export const renamePractice = (
  command: RenamePractice,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const { practiceId, name } = command.data;
  demandOwnPractice(account, practiceId);
  demandName(name);
  return [{ type: 'PracticeRenamed', data: { personId: account.personId, practiceId, name } }];
};

/** By the person, for an own practice: it takes no new cases and keeps those it has, whose provider the person stays. */
export const closePractice = (
  command: ClosePractice,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const { practiceId } = command.data;
  demandOwnPractice(account, practiceId);
  if (isClosed(account, practiceId)) return [];
  return [{ type: 'PracticeClosed', data: { personId: account.personId, practiceId } }];
};

const isClosed = (account: OpenAccountState, practiceId: PracticeId): boolean =>
  account.closedPractices?.includes(practiceId) ?? false;

const demandOwnPractice = (account: OpenAccountState, practiceId: PracticeId): void => {
  if (!account.practices.includes(practiceId) && !isClosed(account, practiceId)) {
    throw new DomainError('ACCOUNT.PRACTICE_UNKNOWN', 'You have no such practice.', { practiceId });
  }
};

const demandName = (name: string): void =>
  demandText(name, 'ACCOUNT.PRACTICE_NAME_MISSING', 'A practice needs a name.');
