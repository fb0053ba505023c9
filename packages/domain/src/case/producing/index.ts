/** Records, shipments, holds, and how a case ends. Rules: product.md D2. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { closeCase, type CloseCase } from './ending.js';

export type ProducingCommand = CloseCase;

export const producingDecisions: Decisions<CaseState, ProducingCommand, CaseEvent, CaseContext> = {
  CloseCase: closeCase,
};

export type { CloseCase } from './ending.js';
