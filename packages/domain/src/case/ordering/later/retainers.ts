/** Retainers for a case that is or was treated. Rules: product.md D2; domain-facts.md (Case types, Review loop). */

import type { Command } from '../../../decider.js';
import type { CollaboratorId, OrderNumber } from '../../../ids.js';
import { demandAllowed, ofCase, throughOf } from '../../allowed.js';
import type { CaseContext } from '../../context.js';
import type { CaseEvent } from '../../events/index.js';
import { isOrdered } from '../../orders.js';
import type { CaseState } from '../../state.js';
import { chargeOfRetainer } from '../caseTypes.js';
import { demandPriceAccepted } from './price.js';

export type OrderRetainer = Command<
  'OrderRetainer',
  {
    readonly orderNumber: OrderNumber;
    /** Through which entry, for a person who stands to the case through two; default: the first that may. */
    readonly collaboratorId?: CollaboratorId;
  }
>;

/**
 * By the provider, or by a collaborator with `add-orders` where the case type covers it. An ended case leaves the archive until
 * the retainers are shipped. The same order again records nothing.
 * @throws DomainError `CASE.ORDER_NUMBER_TAKEN`, `CASE.ORDER_NUMBER_INVALID`, `CASE.SETUP_NOT_APPROVED` before any
 * approval, `CASE.PRICE_NOT_ACCEPTED`
 */
export const orderRetainer = (command: OrderRetainer, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { orderNumber, collaboratorId } = command.data;
  const { on, standing } = demandAllowed('order-retainer', state, context, collaboratorId);
  const through = throughOf(standing);
  const isSame = isOrdered(on, orderNumber, (order) => {
    const isLater = order.kind === 'retainer' && order.charge !== undefined;
    return isLater && order.through === through.through;
  });
  if (isSame) return [];
  const charge = chargeOfRetainer(on, context.now);
  demandPriceAccepted(charge, standing);
  return [{ type: 'RetainerOrdered', data: { ...ofCase(on), ...through, orderNumber, charge } }];
};
