import { type Decider, type Decisions, decideWith } from '../decider.js';
import type { BulkContext } from './context.js';
import type { BulkEvent } from './events.js';
import {
  completeBulkSharing,
  type CompleteBulkSharing,
  handleBulkCases,
  type HandleBulkCases,
  startBulkSharing,
  type StartBulkSharing,
} from './sharing.js';
import { type BulkState, evolveBulk, noBulk } from './state.js';
import {
  finishBulkUndo,
  type FinishBulkUndo,
  restoreBulkCases,
  type RestoreBulkCases,
  undoBulkSharing,
  type UndoBulkSharing,
} from './undoing.js';

export type BulkCommand =
  StartBulkSharing | HandleBulkCases | CompleteBulkSharing | UndoBulkSharing | RestoreBulkCases | FinishBulkUndo;

const decisions: Decisions<BulkState, BulkCommand, BulkEvent, BulkContext> = {
  StartBulkSharing: startBulkSharing,
  HandleBulkCases: handleBulkCases,
  CompleteBulkSharing: completeBulkSharing,
  UndoBulkSharing: undoBulkSharing,
  RestoreBulkCases: restoreBulkCases,
  FinishBulkUndo: finishBulkUndo,
};

/** One act on many cases (product.md C2): begun and undone by its provider, carried out by a rule. */
export const bulkDecider: Decider<BulkState, BulkCommand, BulkEvent, BulkContext> = {
  category: 'bulk',
  initial: noBulk,
  evolve: evolveBulk,
  decide: decideWith(decisions),
};
