/** What leaves the lab, in phases. Rules: product.md D2. */

import type { Actor } from '../../context.js';
import type { Command } from '../../decider.js';
import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { OrderNumber } from '../../ids.js';
import type { Instant } from '../../time.js';
import { demandAllowed, demandGoesOn, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { isOfTreatment } from '../orders.js';
import type { CaseState, Order, SubmittedCase } from '../state.js';

export type ShipOrder = Command<
  'ShipOrder',
  {
    /** The first order, a revision, a replacement or a retainer. */
    readonly orderNumber: OrderNumber;
    /** 1 for the first shipment of the order, then one more each. */
    readonly phase: number;
    /** Nothing of this order follows. */
    readonly last: boolean;
    /** When it left the lab. */
    readonly occurredAt: Instant;
  }
>;

/**
 * By the lab. Of the treatment only what the newest approval set in motion; on an ended case only retainers that were ordered
 * since. The newest shipment again records nothing.
 * @throws DomainError `CASE.ORDER_UNKNOWN`, `CASE.ORDER_SHIPPED`, `CASE.ENDED`, `CASE.ORDER_NOT_IN_PRODUCTION`,
 * `CASE.PHASE_NOT_NEXT` (facts: `nextPhase`), `TIME.INVALID`, `CASE.SHIPMENT_IN_THE_FUTURE`
 */
export const shipOrder = (command: ShipOrder, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  if (isRepeated(command, state, context.actor)) return [];
  const { on } = demandAllowed('ship-order', state, context);
  const { orderNumber, phase, last, occurredAt } = command.data;
  const order = on.orders.find((one) => one.orderNumber === orderNumber);
  if (!order) throw new DomainError('CASE.ORDER_UNKNOWN', 'This case has no such order.', { orderNumber });
  if (order.shipped) throw new DomainError('CASE.ORDER_SHIPPED', 'This order is shipped in full.', { orderNumber });
  demandInProduction(order, on);
  const nextPhase = order.phases + 1;
  if (phase !== nextPhase) {
    throw new DomainError('CASE.PHASE_NOT_NEXT', 'Phases are shipped one by one.', { nextPhase });
  }
  demandInstant(occurredAt, 'occurredAt');
  if (occurredAt > context.now) throw new DomainError('CASE.SHIPMENT_IN_THE_FUTURE', 'This moment has not come yet.');
  return [{ type: 'AlignersShipped', data: { ...ofCase(on), orderNumber, phase, last, occurredAt } }];
};

/** The lab says again what it said last of the order: also once that very shipment has put the case back into the archive. */
const isRepeated = ({ data }: ShipOrder, state: CaseState, actor: Actor): boolean => {
  if (state.status !== 'submitted' || actor.kind !== 'person') return false;
  if (!actor.registered || !actor.roles.includes('lab')) return false;
  const order = state.orders.find(({ orderNumber }) => orderNumber === data.orderNumber);
  return order?.phases === data.phase && order.shipped === data.last && order.shippedAt === data.occurredAt;
};

const demandInProduction = (order: Order, on: SubmittedCase): void => {
  const { orderNumber } = order;
  const sinceEnd = on.facts.life.openOrders.some((open) => open.sinceEnd && open.orderNumber === orderNumber);
  if (!sinceEnd) demandGoesOn(on);
  if (!isOfTreatment(order, on) || orderNumber === on.inProduction) return;
  throw new DomainError(
    'CASE.ORDER_NOT_IN_PRODUCTION',
    'The setup of this order is not the one that was approved last.',
    {
      orderNumber,
      ...(on.inProduction !== undefined && { inProduction: on.inProduction }),
    },
  );
};
