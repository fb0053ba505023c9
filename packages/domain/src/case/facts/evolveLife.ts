/** How events change where a case stands in its life. Rules: product.md D2. */

import type { OrderNumber } from '../../ids.js';
import type { CaseEvent } from '../events/index.js';
import type { Ending, LifeFacts } from './facts.js';

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
    case 'CaseReopened': {
      const { ended: _, retainerAfterEnd: __, ...open } = life;
      return open;
    }
    default:
      return life;
  }
};

const ordered = (life: LifeFacts, orderNumber: OrderNumber, kind: 'retainer' | 'replacement'): LifeFacts => ({
  ...life,
  openOrders: [...life.openOrders, { orderNumber, kind }],
  ...(life.ended !== undefined && { retainerAfterEnd: orderNumber }),
});

const shipped = (
  life: LifeFacts,
  { orderNumber, last }: Extract<CaseEvent, { type: 'AlignersShipped' }>['data'],
): LifeFacts => {
  if (!life.openOrders.some((order) => order.orderNumber === orderNumber)) {
    return { ...life, shipped: last ? 'all' : 'in-part' };
  }
  if (!last) return life;
  const { retainerAfterEnd, ...rest } = life;
  return {
    ...rest,
    openOrders: life.openOrders.filter((order) => order.orderNumber !== orderNumber),
    ...(retainerAfterEnd !== undefined && retainerAfterEnd !== orderNumber && { retainerAfterEnd }),
  };
};

/** What has not been shipped when a case ends is not shipped any more. */
const ended = ({ retainerAfterEnd: _, ...life }: LifeFacts, how: Ending): LifeFacts => ({
  ...life,
  ended: how,
  onHold: false,
  openOrders: [],
});
