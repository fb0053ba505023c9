/** How events change where a case stands in its life. Rules: product.md D2. */

import type { OrderNumber } from '../../ids.js';
import type { CaseEvent } from '../events/index.js';
import type { Ending, LifeFacts, OpenOrder } from './facts.js';

export const beginningOfLife: LifeFacts = { onHold: false, records: 'unasked', shipped: 'nothing', openOrders: [] };

/** Never throws. `SetupApproved` is left to the caller, who knows whether it counts. */
export const evolveLife = (life: LifeFacts, event: CaseEvent): LifeFacts => {
  switch (event.type) {
    case 'RecordsRequested':
      return { ...life, records: 'waiting' };
    case 'RecordsRejected':
      return { ...life, records: 'rejected' };
    case 'RecordsCompleted':
      return { ...life, records: 'complete' };
    case 'RetainerOrdered':
      return ordered(life, event.data.orderNumber, 'retainer');
    case 'ReplacementOrdered':
      return ordered(life, event.data.orderNumber, 'replacement');
    case 'AlignersShipped':
      return shipped(life, event.data);
    case 'CasePutOnHold':
      return { ...life, onHold: true };
    case 'CaseResumed':
      return { ...life, onHold: false };
    case 'CaseCompleted':
      return ended(life, 'completed');
    case 'CaseCancelled':
      return ended(life, 'cancelled');
    case 'CaseClosed':
      return ended(life, 'closed');
    case 'CaseReopened':
      return reopened(life);
    default:
      return life;
  }
};

const ordered = (life: LifeFacts, orderNumber: OrderNumber, kind: OpenOrder['kind']): LifeFacts => ({
  ...life,
  openOrders: [...life.openOrders, { orderNumber, kind, sinceEnd: life.ended !== undefined }],
});

/** A shipment belongs to a retainer or a replacement that is open, else to what the newest approval set in motion. */
const shipped = (
  life: LifeFacts,
  { orderNumber, last }: Extract<CaseEvent, { type: 'AlignersShipped' }>['data'],
): LifeFacts => {
  const others = life.openOrders.filter((order) => order.orderNumber !== orderNumber);
  if (others.length === life.openOrders.length) return { ...life, shipped: last ? 'all' : 'in-part' };
  return last ? { ...life, openOrders: others } : life;
};

/** An end ends a hold, and puts a case that had left the archive for a retainer back into it. */
const ended = (life: LifeFacts, how: Ending): LifeFacts => ({
  ...life,
  ended: how,
  onHold: false,
  openOrders: life.openOrders.map(asBeforeEnd),
});

/** What was open when the case ended is open again: the status is what the facts say, as if there had been no end. */
const reopened = ({ ended: _, ...life }: LifeFacts): LifeFacts => ({
  ...life,
  openOrders: life.openOrders.map(asBeforeEnd),
});

const asBeforeEnd = (order: OpenOrder): OpenOrder => ({ ...order, sinceEnd: false });
