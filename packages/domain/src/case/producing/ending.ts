/** How a case ends, and how it goes on again. Rules: product.md D2. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import { demandAllowed, demandGoesOn, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { isArchived } from '../facts/index.js';
import { ordersToCome } from '../orders.js';
import type { CaseState } from '../state.js';
import { demandReasonIfAny } from '../words.js';

type Nothing = Readonly<Record<string, never>>;

export type CompleteCase = Command<'CompleteCase', Nothing>;
export type CancelCase = Command<'CancelCase', { readonly reason?: string }>;
export type CloseCase = Command<'CloseCase', Nothing>;
export type ReopenCase = Command<'ReopenCase', Nothing>;

/**
 * The treatment is done: everything that was ordered is shipped. Completed already records nothing.
 * @throws DomainError `CASE.NOT_ALL_SHIPPED` (facts: `orderNumbers`), `CASE.ENDED` otherwise
 */
export const completeCase = (_command: CompleteCase, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('complete-case', state, context);
  if (on.facts.life.ended === 'completed') return [];
  demandGoesOn(on);
  const orderNumbers = ordersToCome(on);
  if (orderNumbers.length > 0) {
    throw new DomainError('CASE.NOT_ALL_SHIPPED', 'Something is still to be shipped; close the case if it is not.', {
      orderNumbers,
    });
  }
  return [{ type: 'CaseCompleted', data: ofCase(on) }];
};

/**
 * The treatment does not take place. Cancelled already records nothing.
 * @throws DomainError `CASE.ALREADY_SHIPPED`: close it instead; `CASE.ENDED` otherwise, `CASE.REASON_MISSING` for one that is
 * given and blank
 */
export const cancelCase = (command: CancelCase, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('cancel-case', state, context);
  const { reason } = command.data;
  if (on.facts.life.ended === 'cancelled') return [];
  demandGoesOn(on);
  if (on.orders.some(({ phases }) => phases > 0)) {
    throw new DomainError('CASE.ALREADY_SHIPPED', 'Something has been shipped; close the case instead.');
  }
  demandReasonIfAny(reason, context);
  return [{ type: 'CaseCancelled', data: { ...ofCase(on), ...(reason !== undefined && { reason }) } }];
};

/** Archives the case, also one that had left the archive for a retainer: no messages, no verdicts, no setups any more. */
export const closeCase = (_command: CloseCase, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('close-case', state, context);
  return isArchived(on.facts) ? [] : [{ type: 'CaseClosed', data: ofCase(on) }];
};

/** The case stands where it stood, as if it had not ended; a hold has ended with it. One that goes on records nothing. */
export const reopenCase = (_command: ReopenCase, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('reopen-case', state, context);
  return on.facts.life.ended === undefined ? [] : [{ type: 'CaseReopened', data: ofCase(on) }];
};
