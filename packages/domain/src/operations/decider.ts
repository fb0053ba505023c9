import { type Decider, type Decisions, decideWith } from '../decider.js';
import type { OperationsContext } from './context.js';
import type { OperationsEvent } from './events.js';
import { type SkipGroup, skipGroup } from './skipping.js';
import { evolveOperations, nothingSkipped, type OperationsState } from './state.js';

export type OperationsCommand = SkipGroup;

const decisions: Decisions<OperationsState, OperationsCommand, OperationsEvent, OperationsContext> = {
  SkipGroup: skipGroup,
};

/** Skips and repairs by operators: one stream for the whole installation. */
export const operationsDecider: Decider<OperationsState, OperationsCommand, OperationsEvent, OperationsContext> = {
  category: 'operations',
  initial: nothingSkipped,
  evolve: evolveOperations,
  decide: decideWith(decisions),
};
