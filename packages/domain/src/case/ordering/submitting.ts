/** The order that starts a case. Rules: product.md D1, D2, D4, C7. */

import { type Command, fold } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { evolveCase, evolveSubmitted } from '../evolve.js';
import { shareWith } from '../sharing/sharing.js';
import type { CaseState, DraftCase, SubmittedCase } from '../state.js';
import {
  alreadySubmitted,
  demandComplete,
  demandKnownPatient,
  demandOrderer,
  demandOwnOrder,
  draftDiscarded,
  type FirstOrderGiven,
  type KnownPatient,
} from './firstOrder.js';
import { isPlanned, orderPlanning } from './planning/tps.js';

export type SubmitOrder = Command<
  'SubmitOrder',
  FirstOrderGiven & {
    /** The roster entry of a planning service to order with it; by the provider alone (D4). */
    readonly tps?: CollaboratorId;
  }
>;

/**
 * By the provider, or by a collaborator with `add-orders`, with whom the case is then shared in the same act. A submission
 * names everything again: practice and kind may differ from the draft's, patient, provider and order number may not.
 * The same order again records nothing.
 * @throws DomainError `CASE.PROVIDER_MISSING`, `CASE.PRACTICE_UNKNOWN`, `CASE.ORDER_NUMBER_INVALID`, `PATIENT.ERASED`,
 * `CASE.ALREADY_SUBMITTED`, `CASE.DRAFT_DISCARDED`, `CASE.DRAFT_DIFFERS` (facts: `field`); `CASE.CONSENT_MISSING` and what
 * else a share can lack (G2): then a draft stays one; `ACCESS.NOT_FOUND`, `ACCESS.DENIED`
 */
export const submitOrder = (command: SubmitOrder, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { caseId, orderNumber, kind, practiceId, tps } = command.data;
  const orderer = demandOrderer(command.data, state, context);
  const patient = demandKnownPatient(orderer, context);
  demandOwnOrder(state, orderer);
  if (state.status === 'submitted') {
    if (isSameOrder(state, command, patient)) return [];
    throw alreadySubmitted();
  }
  if (state.status === 'discarded') throw draftDiscarded();
  if (state.status === 'draft') demandAsDrafted(state, command, patient);
  const { providerId, entry } = orderer;
  demandComplete(command.data, providerId, context);
  const { patientId } = patient;
  const { reviewRule } = context.roster;
  const creator = state.status === 'draft' ? state.through : entry?.collaboratorId;
  const through = creator === undefined ? {} : { through: creator };
  const order: CaseEvent = {
    type: 'OrderSubmitted',
    data: { caseId, patientId, providerId, ...through, orderNumber, kind, practiceId, reviewRule },
  };
  // Whoever submits a draft, its creator gets to know no more of the patient than they knew (C4).
  const isPseudonymised = patient.pseudonymised || (state.status === 'draft' && state.pseudonymised === true);
  const on = evolveCase(state, order);
  if (on.status !== 'submitted') return [];
  const shares = shareWithCreator(on, isPseudonymised, context);
  if (tps === undefined) return [order, ...shares];
  // The service may be the creator: then the case is shared with it already.
  const shared = fold(evolveSubmitted, on, shares);
  return [order, ...shares, ...orderPlanning(tps, { at: 'submission', by: entry?.collaboratorId }, shared, context)];
};

/** A creator who has been removed from the roster since the draft gets nothing (B6). */
const shareWithCreator = (on: SubmittedCase, isPseudonymised: boolean, context: CaseContext): readonly CaseEvent[] => {
  const { through: collaboratorId } = on;
  if (collaboratorId === undefined || context.roster.entries[collaboratorId]?.status === 'removed') return [];
  return shareWith({ collaboratorId, ...(isPseudonymised && { pseudonymised: true }) }, on, context, {
    cause: 'order-creator',
  });
};

const isSameOrder = (on: SubmittedCase, { data }: SubmitOrder, { patientId }: KnownPatient): boolean =>
  on.orderNumber === data.orderNumber &&
  on.kind === data.kind &&
  on.practiceId === data.practiceId &&
  on.patientId === patientId &&
  isPlanned(on, data.tps);

const demandAsDrafted = (draft: DraftCase, { data }: SubmitOrder, { patientId }: KnownPatient): void => {
  if (draft.patientId !== patientId) throw differs('patientId');
  if (draft.orderNumber !== data.orderNumber) throw differs('orderNumber');
};

const differs = (field: string): DomainError =>
  new DomainError('CASE.DRAFT_DIFFERS', 'This is not what was drafted; discard the draft, or submit it.', { field });
