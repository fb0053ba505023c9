/** The order that starts a case. Rules: product.md D1, D2, C7. */

import type { Command } from '../../decider.js';
import { demandProvider, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { CaseId, OrderNumber, PracticeId } from '../../ids.js';
import { isOrderNumber } from '../../orderNumber.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, OrderKind } from '../events/index.js';
import type { CaseState } from '../state.js';

export type SubmitOrder = Command<
  'SubmitOrder',
  {
    readonly caseId: CaseId;
    readonly orderNumber: OrderNumber;
    readonly kind: OrderKind;
    /** One of the provider's practices. */
    readonly practiceId: PracticeId;
  }
>;

/** By the provider, for a patient of theirs. The same order again records nothing. */
export const submitOrder = (
  command: SubmitOrder,
  state: CaseState,
  { actor, patient, provider, roster }: CaseContext,
): readonly CaseEvent[] => {
  const { personId: providerId } = demandProvider(actor);
  if (patient.status === 'none' || patient.providerId !== providerId) throw notFound();
  const { caseId, orderNumber, kind, practiceId } = command.data;
  if (state.status === 'submitted') {
    if (state.providerId !== providerId) throw notFound();
    const same = state.orderNumber === orderNumber && state.kind === kind && state.practiceId === practiceId;
    if (same && state.patientId === patient.patientId) return [];
    throw new DomainError('CASE.ALREADY_SUBMITTED', 'The order of this case has been submitted already.');
  }
  if (provider.status === 'none' || provider.personId !== providerId || !provider.practices.includes(practiceId)) {
    throw new DomainError('CASE.PRACTICE_UNKNOWN', 'Name one of your own practices.', { practiceId });
  }
  if (!isOrderNumber(orderNumber)) throw new DomainError('CASE.ORDER_NUMBER_INVALID', 'This is no order number.');
  const { patientId } = patient;
  const { reviewRule } = roster;
  return [
    {
      type: 'OrderSubmitted',
      data: { caseId, patientId, providerId, orderNumber, kind, practiceId, reviewRule },
    },
  ];
};
