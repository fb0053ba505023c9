import { type Decider, decideWith } from '../decider.js';
import type { CaseContext } from './context.js';
import type { CaseEvent } from './events/index.js';
import { evolveCase } from './evolve.js';
import { type OrderingCommand, orderingDecisions } from './ordering/index.js';
import { type ProducingCommand, producingDecisions } from './producing/index.js';
import { type ReviewingCommand, reviewingDecisions } from './reviewing/index.js';
import { type SharingCommand, sharingDecisions } from './sharing/index.js';
import { type CaseState, noCase } from './state.js';

export type CaseCommand = OrderingCommand | SharingCommand | ReviewingCommand | ProducingCommand;

/** One case: its orders, its sharing, its setups and what was said of them (product.md C, D). */
export const caseDecider: Decider<CaseState, CaseCommand, CaseEvent, CaseContext> = {
  category: 'case',
  initial: noCase,
  evolve: evolveCase,
  decide: decideWith({ ...orderingDecisions, ...sharingDecisions, ...reviewingDecisions, ...producingDecisions }),
};
