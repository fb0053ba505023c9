/** Every case belongs to a practice of its provider. Rules: product.md Vocabulary (Practice), D1. */

import type { AccountState } from '../../account/state.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { PracticeId, ProviderId } from '../../ids.js';
import { demandAllowed, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';

export type ChangePractice = Command<'ChangePractice', { readonly practiceId: PracticeId }>;

/** By the provider, to one of the own open practices. The practice that it has records nothing. */
export const changePractice = (
  command: ChangePractice,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('change-practice', state, context);
  const { practiceId: to } = command.data;
  if (to === on.practiceId) return [];
  demandPractice(to, on.providerId, context.provider);
  return [{ type: 'CasePracticeChanged', data: { ...ofCase(on), from: on.practiceId, to } }];
};

/** @throws DomainError `CASE.PRACTICE_UNKNOWN` (facts: `practiceId`) unless it is an open practice of the provider. */
export const demandPractice = (practiceId: PracticeId, providerId: ProviderId, provider: AccountState): void => {
  const isTheirs = provider.status !== 'none' && provider.personId === providerId;
  if (isTheirs && provider.practices.includes(practiceId)) return;
  throw new DomainError('CASE.PRACTICE_UNKNOWN', 'Name one of the practices of the provider.', { practiceId });
};
