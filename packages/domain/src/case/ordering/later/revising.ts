/** A revision: the plan is changed after it was approved. Rules: product.md C9, D2, D4; domain-facts.md (Case types). */

import type { Command } from '../../../decider.js';
import { DomainError } from '../../../errors.js';
import type { CollaboratorId, OrderNumber } from '../../../ids.js';
import { demandAllowed, demandGoesOn, ofCase, throughOf } from '../../allowed.js';
import type { CaseContext } from '../../context.js';
import type { CaseEvent } from '../../events/index.js';
import { isOrdered, newestOfTreatment } from '../../orders.js';
import { demandPen } from '../../reviewing/pen.js';
import type { CaseState, SubmittedCase } from '../../state.js';
import { asWords, demandWords, type WordsGiven } from '../../words.js';
import { chargeOfRevision, notApproved } from '../caseTypes.js';
import { isPlanned, orderPlanning } from '../planning/tps.js';
import { demandPriceAccepted } from './price.js';

export type RequestRevision = Command<
  'RequestRevision',
  {
    readonly orderNumber: OrderNumber;
    /** What the new setup shall change. */
    readonly words: WordsGiven;
    /** The roster entry of a planning service to order with it; by the provider alone (D4). */
    readonly tps?: CollaboratorId;
    /** Through which entry, for a person who stands to the case through two; default: the first that may. */
    readonly collaboratorId?: CollaboratorId;
  }
>;

/**
 * By the provider, or by a collaborator with `request-revisions` where the case type covers it. Needs the pen, and takes a free
 * one. The same revision again records nothing; with planning only where that was ordered.
 * @throws DomainError `CASE.ORDER_NUMBER_TAKEN`, `CASE.ORDER_NUMBER_INVALID`, `CASE.ENDED`, `CASE.REVISION_OPEN` (facts:
 * `orderNumber`), `CASE.SETUP_NOT_APPROVED`, `CASE.PEN_HELD`, those of `demandWords`, `CASE.CASE_TYPE_EXPIRED`,
 * `CASE.REVISIONS_USED_UP`, `CASE.PRICE_NOT_ACCEPTED`, and those of a planning service's order
 */
export const requestRevision = (
  command: RequestRevision,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { orderNumber, words, tps, collaboratorId } = command.data;
  const { on, standing } = demandAllowed('request-revision', state, context, collaboratorId);
  const through = throughOf(standing);
  const isSame = isOrdered(on, orderNumber, (order) => {
    const isTheirs = order.kind === 'revision' && order.through === through.through;
    return isTheirs && order.messageId === words.messageId && isPlanned(on, tps);
  });
  if (isSame) return [];
  demandGoesOn(on);
  demandRevisable(on);
  demandPen(on, standing);
  demandWords(words, 'Say what the new setup shall change.', on, context);
  const charge = chargeOfRevision(on, context.now);
  demandPriceAccepted(charge, standing);
  const data = { ...ofCase(on), ...through, orderNumber, charge, words: asWords(words) };
  return [
    { type: 'RevisionRequested', data },
    ...(tps === undefined ? [] : orderPlanning(tps, { at: 'revision', by: through.through }, on, context)),
  ];
};

const demandRevisable = (on: SubmittedCase): void => {
  if (on.facts.revisionAsked) {
    throw new DomainError('CASE.REVISION_OPEN', 'A revision has been asked for already; its setup is awaited.', {
      orderNumber: newestOfTreatment(on).orderNumber,
    });
  }
  if (on.facts.setup.state !== 'approved') throw notApproved(on);
};
