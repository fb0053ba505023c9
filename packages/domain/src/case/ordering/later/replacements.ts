/** Aligners are made again that were lost, broken or do not fit. Rules: product.md Vocabulary (Order), D2. */

import type { Command } from '../../../decider.js';
import { DomainError } from '../../../errors.js';
import type { OrderNumber } from '../../../ids.js';
import { demandAllowed, demandGoesOn, ofCase } from '../../allowed.js';
import type { CaseContext } from '../../context.js';
import type { CaseEvent, ReplacementCause } from '../../events/index.js';
import { isOrdered } from '../../orders.js';
import type { CaseState } from '../../state.js';
import { demandCaseType } from '../caseTypes.js';

export type OrderReplacement = Command<
  'OrderReplacement',
  {
    readonly orderNumber: OrderNumber;
    readonly cause: ReplacementCause;
    /** Numbers of the aligners to be made again, from 1, each once, in any order. */
    readonly aligners: readonly number[];
  }
>;

/**
 * By the provider, for a case of aligners that have been approved. The same order again records nothing.
 * @throws DomainError `CASE.ORDER_NUMBER_TAKEN`, `CASE.ORDER_NUMBER_INVALID`, `CASE.ENDED`, `CASE.NO_ALIGNERS` for a case of
 * retainers, `CASE.SETUP_NOT_APPROVED`, `CASE.ALIGNERS_INVALID`
 */
export const orderReplacement = (
  command: OrderReplacement,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('order-replacement', state, context);
  const { orderNumber, cause } = command.data;
  const aligners = [...command.data.aligners].sort((one, other) => one - other);
  const isSame = isOrdered(on, orderNumber, ({ replaces }) => {
    return replaces?.cause === cause && replaces.aligners.join() === aligners.join();
  });
  if (isSame) return [];
  demandGoesOn(on);
  if (on.kind !== 'aligner') throw new DomainError('CASE.NO_ALIGNERS', 'This case has no aligners.');
  demandCaseType(on);
  demandNumbers(aligners);
  return [{ type: 'ReplacementOrdered', data: { ...ofCase(on), orderNumber, cause, aligners } }];
};

const demandNumbers = (aligners: readonly number[]): void => {
  const areNumbers = aligners.every((aligner) => Number.isSafeInteger(aligner) && aligner >= 1);
  if (areNumbers && aligners.length > 0 && new Set(aligners).size === aligners.length) return;
  throw new DomainError('CASE.ALIGNERS_INVALID', 'Name at least one aligner by its number from 1, each once.');
};
