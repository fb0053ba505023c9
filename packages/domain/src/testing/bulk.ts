import type { BulkEvent, BulkOutcome, UndoOutcome } from '../bulk/events.js';
import { type BulkState, type BulkTerms, countsOf, evolveBulk, noBulk, undoCountsOf } from '../bulk/state.js';
import type { CaseEvent } from '../case/events/index.js';
import { fold } from '../decider.js';
import type { BulkId, CaseId } from '../ids.js';
import { annaId, type Collaborator, idOf, mei } from './people.js';

export const bulkId = idOf(700) as BulkId;
/** `bulkCase(1)` is the first case of Anna's bulk act. */
export const bulkCase = (number: number): CaseId => idOf(700 + number) as CaseId;

export interface BulkBuilder {
  /** What became of the next case. */
  readonly handled: (outcome?: BulkOutcome, code?: string) => BulkBuilder;
  readonly completed: () => BulkBuilder;
  readonly undoStarted: () => BulkBuilder;
  readonly restored: (caseId: CaseId, outcome?: UndoOutcome) => BulkBuilder;
  readonly undone: () => BulkBuilder;
  readonly events: readonly BulkEvent[];
  readonly build: () => BulkState;
}

const of = { bulkId, providerId: annaId };

/** Anna shares so many cases with Mei as one act. */
export const aBulk = (cases = 3, terms: BulkTerms = {}, { collaboratorId }: Collaborator = mei): BulkBuilder => {
  const caseIds = Array.from({ length: cases }, (_, place) => bulkCase(place + 1));
  return builder([
    { type: 'BulkSharingStarted', data: { ...of, collaboratorId, ...terms, cases } },
    { type: 'BulkCasesListed', data: { ...of, caseIds } },
  ]);
};

const builder = (events: readonly BulkEvent[]): BulkBuilder => {
  const and = (event: BulkEvent): BulkBuilder => builder([...events, event]);
  const build = () => fold(evolveBulk, noBulk, events);
  return {
    handled: (outcome = 'shared', code) => {
      const number = events.filter(({ type }) => type === 'BulkCaseHandled').length + 1;
      const data = { ...of, caseId: bulkCase(number), outcome, ...(code !== undefined && { code }) };
      return and({ type: 'BulkCaseHandled', data });
    },
    completed: () => {
      const state = build();
      if (state.status === 'none') return builder(events);
      return and({ type: 'BulkSharingCompleted', data: { ...of, counts: countsOf(state) } });
    },
    undoStarted: () => and({ type: 'BulkUndoStarted', data: of }),
    restored: (caseId, outcome = 'restored') => and({ type: 'BulkCaseRestored', data: { ...of, caseId, outcome } }),
    undone: () => {
      const state = build();
      if (state.status !== 'undoing') return builder(events);
      return and({ type: 'BulkSharingUndone', data: { ...of, counts: undoCountsOf(state.undo) } });
    },
    events,
    build,
  };
};

/** The same history as another case's. */
export const inCase = (caseId: CaseId, events: readonly CaseEvent[]): readonly CaseEvent[] =>
  // The same event but for the case that it names, which TypeScript does not follow through a union.
  events.map((event) => ({ ...event, data: { ...event.data, caseId } }) as CaseEvent);
