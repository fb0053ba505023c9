/** Undoing a bulk act as one act: each share that is still as the act left it. Rules: product.md C2. */

import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import type { CaseId } from '../ids.js';
import type { BulkContext } from './context.js';
import type { BulkEvent, UndoOutcome } from './events.js';
import { CASES_PER_REPORT, demandAtMost, demandListed, demandOwnBulk, demandStarted, notNext } from './sharing.js';
import { type BulkState, indexToRestore, letterOf, type StartedBulk, undoCountsOf } from './state.js';

export type UndoBulkSharing = Command<'UndoBulkSharing', Readonly<Record<never, never>>>;

export interface RestoredCase {
  readonly caseId: CaseId;
  readonly outcome: UndoOutcome;
}

/** What became of the next cases that the act had shared, in the order in which they are listed. */
export type RestoreBulkCases = Command<'RestoreBulkCases', { readonly cases: readonly RestoredCase[] }>;
export type FinishBulkUndo = Command<'FinishBulkUndo', Readonly<Record<never, never>>>;

/** By the provider who started it, once the act is complete. @throws DomainError `BULK.NOT_COMPLETED` */
export const undoBulkSharing = (
  _command: UndoBulkSharing,
  state: BulkState,
  { actor }: BulkContext,
): readonly BulkEvent[] => {
  const { status, bulkId, providerId } = demandOwnBulk(state, actor);
  if (status === 'sharing') {
    throw new DomainError('BULK.NOT_COMPLETED', 'The act still goes on; undo it when it is complete.', { bulkId });
  }
  return status === 'completed' ? [{ type: 'BulkUndoStarted', data: { bulkId, providerId } }] : [];
};

/**
 * By a rule. A case that the undo has come to already is passed over.
 * @throws DomainError `BULK.UNDO_NOT_STARTED`, `BULK.CASE_NOT_LISTED`, `BULK.CASE_NOT_SHARED`, `BULK.CASE_NOT_NEXT`, `BULK.TOO_MANY_CASES`
 */
export const restoreBulkCases = (
  command: RestoreBulkCases,
  state: BulkState,
  { actor }: BulkContext,
): readonly BulkEvent[] => {
  const { bulkId, providerId, listed, outcomes, undo } = demandUndoing(demandStarted(state, actor));
  demandAtMost(CASES_PER_REPORT, command.data.cases);
  let { at } = undo;
  return command.data.cases.flatMap(({ caseId, outcome }): readonly BulkEvent[] => {
    const next = indexToRestore(outcomes, at);
    if (listed[next] !== caseId) {
      const place = demandListed(listed, caseId);
      if (outcomes[place] !== letterOf.shared) {
        throw new DomainError('BULK.CASE_NOT_SHARED', 'The act did not share this case.', { caseId });
      }
      if (place < at) return [];
      throw notNext(caseId, listed[next]);
    }
    at = next + 1;
    return [{ type: 'BulkCaseRestored', data: { bulkId, providerId, caseId, outcome } }];
  });
};

/** By a rule, when the undo has come to every shared case. @throws DomainError `BULK.UNDO_NOT_STARTED`, `BULK.NOT_ALL_RESTORED` */
export const finishBulkUndo = (
  _command: FinishBulkUndo,
  state: BulkState,
  { actor }: BulkContext,
): readonly BulkEvent[] => {
  const { status, bulkId, providerId, listed, outcomes, undo } = demandUndoing(demandStarted(state, actor));
  if (status === 'undone') return [];
  const next = listed[indexToRestore(outcomes, undo.at)];
  if (next !== undefined) {
    throw new DomainError('BULK.NOT_ALL_RESTORED', 'Some cases have not been restored.', { next });
  }
  return [{ type: 'BulkSharingUndone', data: { bulkId, providerId, counts: undoCountsOf(undo) } }];
};

const demandUndoing = (bulk: StartedBulk): Extract<StartedBulk, { status: 'undoing' | 'undone' }> => {
  if (bulk.status === 'undoing' || bulk.status === 'undone') return bulk;
  throw new DomainError('BULK.UNDO_NOT_STARTED', 'Nobody asked to undo this act.', { bulkId: bulk.bulkId });
};
