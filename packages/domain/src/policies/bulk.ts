/**
 * Carries a bulk act out, and its undo, in bounded steps that follow from the act's state alone: after a crash the next
 * step is the one that was under way. The loop of whoever runs it:
 *
 *     step = nextBulkStep(state)
 *     each command of step.cases, in whatever order; its answer, events or the code of a refusal, in the case's place
 *     the command of reportOf(step, results), or of step.command; then again, until step.do is `nothing`
 *
 * The id of a case's command comes from its `key`, so that a repeat after a crash finds its own events and reports the same.
 * Rules: product.md C2.
 */

import { CASES_PER_REPORT } from '../bulk/sharing.js';
import { type BulkState, indexToRestore, nextToShare, type StartedBulk } from '../bulk/state.js';
import type { BulkOutcome, UndoOutcome } from '../bulk/events.js';
import type { CaseEvent } from '../case/events/index.js';
import type { EventType } from '../events.js';
import type { BulkId, CaseId } from '../ids.js';
import type { PolicyCommand, PolicyName } from './policy.js';

/** Who acts, and what an act is taken up at; besides that every act under way is, when a process starts. */
export const bulkSharing = {
  name: 'policy:bulk-sharing',
  reactsTo: ['BulkSharingStarted', 'BulkUndoStarted'],
} as const satisfies { readonly name: PolicyName; readonly reactsTo: readonly EventType[] };

export interface CaseStep {
  readonly caseId: CaseId;
  /** Names this command among all others, for ever. */
  readonly key: string;
  readonly dispatch: PolicyCommand;
}

export type BulkStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'share' | 'restore'; readonly bulkId: BulkId; readonly cases: readonly CaseStep[] }
  | { readonly do: 'record'; readonly command: PolicyCommand };

/**
 * How a command on a case came out: what it recorded, now or when it came first, or the code of the rule that refused
 * it. A lost race or a store that is away is no result; it is tried again.
 */
export type StepResult = { readonly events: readonly CaseEvent[] } | { readonly code: string };

/** What is to be done next, with so many cases at once; at most as many as one report is about. */
export const nextBulkStep = (state: BulkState, atOnce = 100): BulkStep => {
  const cases = Math.min(atOnce, CASES_PER_REPORT);
  switch (state.status) {
    case 'sharing':
      return nextToShare(state) === undefined
        ? record(state, 'CompleteBulkSharing')
        : { do: 'share', bulkId: state.bulkId, cases: sharesOf(state, cases) };
    case 'undoing': {
      const restores = restoresOf(state, cases);
      return restores.length === 0
        ? record(state, 'FinishBulkUndo')
        : { do: 'restore', bulkId: state.bulkId, cases: restores };
    }
    default:
      return { do: 'nothing' };
  }
};

/** What is recorded of a step: as many of its cases, from the first one, as there are results. */
export const reportOf = (
  { do: what, bulkId, cases }: Extract<BulkStep, { do: 'share' | 'restore' }>,
  results: readonly StepResult[],
): PolicyCommand => {
  const known = results.slice(0, cases.length).flatMap((result, place) => {
    const caseId = cases[place]?.caseId;
    return caseId === undefined ? [] : [{ caseId, result }];
  });
  const command =
    what === 'share'
      ? ({
          type: 'HandleBulkCases',
          data: { cases: known.map(({ caseId, result }) => ({ caseId, ...outcomeOf(result) })) },
        } as const)
      : ({
          type: 'RestoreBulkCases',
          data: { cases: known.map(({ caseId, result }) => ({ caseId, outcome: undoOutcomeOf(result) })) },
        } as const);
  return { on: { bulk: bulkId }, command };
};

/** What became of a case. It was not shared when the preview listed it: shared on other terms now, it has changed since. */
export const outcomeOf = (result: StepResult): { readonly outcome: BulkOutcome; readonly code?: string } => {
  if ('code' in result) {
    return { outcome: result.code === 'CASE.ALREADY_SHARED' ? 'changed-since' : 'refused', code: result.code };
  }
  return { outcome: result.events.some(({ type }) => type === 'CaseShared') ? 'shared' : 'already-shared' };
};

/** What the undo made of a case: taken back, or left alone. */
export const undoOutcomeOf = (result: StepResult): UndoOutcome => ('code' in result ? 'changed-since' : 'restored');

const sharesOf = (bulk: StartedBulk, cases: number): readonly CaseStep[] => {
  const { bulkId, providerId, collaboratorId, terms, listed, outcomes } = bulk;
  return listed.slice(outcomes.length, outcomes.length + cases).map((caseId) => ({
    caseId,
    key: `${bulkId}/share/${caseId}`,
    dispatch: {
      on: { case: caseId },
      command: { type: 'ShareInBulk', data: { bulkId, providerId, collaboratorId, ...terms } },
    },
  }));
};

const restoresOf = (
  bulk: Extract<StartedBulk, { status: 'undoing' | 'undone' }>,
  cases: number,
): readonly CaseStep[] => {
  const { bulkId, providerId, collaboratorId, listed, outcomes, undo } = bulk;
  const steps: CaseStep[] = [];
  for (let at = indexToRestore(outcomes, undo.at); at >= 0; at = indexToRestore(outcomes, at + 1)) {
    const caseId = listed[at];
    if (caseId === undefined || steps.length === cases) break;
    const command = { type: 'UndoBulkShare', data: { bulkId, providerId, collaboratorId } } as const;
    steps.push({ caseId, key: `${bulkId}/undo/${caseId}`, dispatch: { on: { case: caseId }, command } });
  }
  return steps;
};

const record = ({ bulkId }: StartedBulk, type: 'CompleteBulkSharing' | 'FinishBulkUndo'): BulkStep => ({
  do: 'record',
  command: { on: { bulk: bulkId }, command: { type, data: {} } },
});
