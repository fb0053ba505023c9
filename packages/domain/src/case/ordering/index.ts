/** What is ordered: the first order of a case and all that follow. Rules: product.md D1-D4. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { submitOrder, type SubmitOrder } from './submitting.js';

export type OrderingCommand = SubmitOrder;

export const orderingDecisions: Decisions<CaseState, OrderingCommand, CaseEvent, CaseContext> = {
  SubmitOrder: submitOrder,
};

export type { SubmitOrder } from './submitting.js';
