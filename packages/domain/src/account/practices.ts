/** Offices of a provider: a provider is who has one. Rules: product.md A1. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandPerson, notFound } from '../demands.js';
import type { PracticeId } from '../ids.js';
import { demandText } from '../text.js';
import type { AccountEvent } from './events.js';
import type { AccountState } from './state.js';

export type OpenPractice = Command<'OpenPractice', { readonly practiceId: PracticeId; readonly name: string }>;

/** By the registered person, for themself. */
export const openPractice = (
  command: OpenPractice,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const person = demandPerson(actor);
  if (state.status === 'none' || person.personId !== state.personId) throw notFound();
  const { practiceId, name } = command.data;
  if (state.practices.includes(practiceId)) return [];
  demandText(name, 'ACCOUNT.PRACTICE_NAME_MISSING', 'A practice needs a name.');
  return [{ type: 'PracticeOpened', data: { personId: state.personId, practiceId, name } }];
};
