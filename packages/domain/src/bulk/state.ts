/**
 * One act on many cases, folded: up to 50,000 of them, so nothing is kept per case but its id and one letter. Cases are
 * handled in the order in which they are listed, so that where the act stands is a number. Rules: product.md C2.
 */

import type { GrantEnd } from '../case/events/index.js';
import { asEnd } from '../case/sharing/ends.js';
import type { BulkId, CaseId, CollaboratorId, ProviderId } from '../ids.js';
import type { Purpose } from '../patient/events.js';
import type { BulkEvent, BulkOutcome, UndoOutcome } from './events.js';

/** How the shares are made; absent: as for a single share. */
export interface BulkTerms {
  readonly purpose?: Purpose;
  readonly ends?: GrantEnd;
  readonly pseudonymised?: boolean;
}

interface BulkFacts {
  readonly bulkId: BulkId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly terms: BulkTerms;
  /** Exactly what the preview showed. */
  readonly listed: readonly CaseId[];
  /** A letter for each case that has been handled, in the order of `listed`: see {@link letterOf}. */
  readonly outcomes: string;
}

export interface BulkUndo {
  /** Where in `listed` the undo goes on. */
  readonly at: number;
  /** A letter for each shared case that has been restored or left alone. */
  readonly outcomes: string;
}

export type StartedBulk =
  | (BulkFacts & { readonly status: 'sharing' | 'completed' })
  | (BulkFacts & { readonly status: 'undoing' | 'undone'; readonly undo: BulkUndo });

export type BulkState = { readonly status: 'none' } | StartedBulk;

export const noBulk: BulkState = { status: 'none' };

export const letterOf = {
  shared: 's',
  'already-shared': 'a',
  refused: 'r',
  'changed-since': 'c',
  restored: 'b',
} as const satisfies Readonly<Record<BulkOutcome | UndoOutcome, string>>;

export const evolveBulk = (state: BulkState, event: BulkEvent): BulkState => {
  if (state.status === 'none') return event.type === 'BulkSharingStarted' ? started(event.data) : state;
  switch (event.type) {
    case 'BulkCasesListed':
      return state.status === 'sharing' ? { ...state, listed: [...state.listed, ...event.data.caseIds] } : state;
    case 'BulkCaseHandled':
      return nextToShare(state) === event.data.caseId
        ? { ...state, outcomes: state.outcomes + letterOf[event.data.outcome] }
        : state;
    case 'BulkSharingCompleted':
      return state.status === 'sharing' ? { ...state, status: 'completed' } : state;
    case 'BulkUndoStarted':
      return state.status === 'completed' ? { ...state, status: 'undoing', undo: { at: 0, outcomes: '' } } : state;
    case 'BulkCaseRestored':
      return restored(state, event.data);
    case 'BulkSharingUndone':
      return state.status === 'undoing' ? { ...state, status: 'undone' } : state;
    default:
      return state;
  }
};

/** The next case to share; none where all have been handled. */
export const nextToShare = (state: BulkState): CaseId | undefined =>
  state.status === 'sharing' ? state.listed[state.outcomes.length] : undefined;

/** The next case to restore; only what the act itself shared is. None where all have been. */
export const nextToRestore = (state: BulkState): CaseId | undefined =>
  state.status === 'undoing' ? state.listed[indexToRestore(state.outcomes, state.undo.at)] : undefined;

/** -1 where there is none. */
export const indexToRestore = (outcomes: string, from: number): number => outcomes.indexOf(letterOf.shared, from);

/** What became of the cases that have been handled so far. */
export const countsOf = ({ outcomes }: StartedBulk): Readonly<Record<BulkOutcome, number>> => ({
  shared: count(outcomes, 'shared'),
  'already-shared': count(outcomes, 'already-shared'),
  refused: count(outcomes, 'refused'),
  'changed-since': count(outcomes, 'changed-since'),
});

/** What became of the shared cases that the undo has come to so far. */
export const undoCountsOf = ({ outcomes }: BulkUndo): Readonly<Record<UndoOutcome, number>> => ({
  restored: count(outcomes, 'restored'),
  'changed-since': count(outcomes, 'changed-since'),
});

const count = (outcomes: string, outcome: BulkOutcome | UndoOutcome): number =>
  outcomes.split(letterOf[outcome]).length - 1;

type DataOf<Type extends BulkEvent['type']> = Extract<BulkEvent, { type: Type }>['data'];

const started = (data: DataOf<'BulkSharingStarted'>): BulkState => {
  const { bulkId, providerId, collaboratorId } = data;
  return { status: 'sharing', bulkId, providerId, collaboratorId, terms: termsOf(data), listed: [], outcomes: '' };
};

/** The terms alone, as they are stored. */
export const termsOf = ({ purpose, ends, pseudonymised }: BulkTerms): BulkTerms => ({
  ...(purpose !== undefined && { purpose }),
  ...(ends && { ends: asEnd(ends) }),
  ...(pseudonymised !== undefined && { pseudonymised }),
});

const restored = (state: StartedBulk, { caseId, outcome }: DataOf<'BulkCaseRestored'>): StartedBulk => {
  if (state.status !== 'undoing') return state;
  const at = indexToRestore(state.outcomes, state.undo.at);
  if (state.listed[at] !== caseId) return state;
  return { ...state, undo: { at: at + 1, outcomes: state.undo.outcomes + letterOf[outcome] } };
};
