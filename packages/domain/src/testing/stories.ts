/** Stories of a case, told step by step with what it shows after each: how the rules of the status are written down. */

import { rolledUpStatus, statusFor } from '../case/facts/index.js';
import { type CaseBuilder, caseId } from './cases.js';
import { patientId } from './patients.js';
import { annaId, type Collaborator } from './people.js';

/** What happens, how, and what the case shows then, see {@link shownBy}. */
export type Step = readonly [sentence: string, happens: (before: CaseBuilder) => CaseBuilder, shown: string];

/** Each step with the case as it is after it. */
export const told = (
  beginning: CaseBuilder,
  steps: readonly Step[],
): readonly (readonly [sentence: string, after: CaseBuilder, shown: string])[] => {
  let built = beginning;
  return steps.map(([sentence, happens, shown], number) => {
    built = happens(built);
    return [`${number + 1}. ${sentence}`, built, shown];
  });
};

/** The status for each of the collaborators, then over all grants: `ready, evaluating => evaluating`. */
export const shownBy = (built: CaseBuilder, collaborators: readonly Collaborator[]): string => {
  const state = built.build();
  if (state.status !== 'submitted') throw new Error('No case.');
  const { facts } = state;
  const each = collaborators.map(({ collaboratorId }) => statusFor(facts, collaboratorId));
  return `${each.join(', ')} => ${rolledUpStatus(facts)}`.replace(/-setup|-for-approval/g, '');
};

const of = { caseId, patientId, providerId: annaId };

export const same = (before: CaseBuilder): CaseBuilder => before;
export const held = (before: CaseBuilder): CaseBuilder => before.and({ type: 'CasePutOnHold', data: of });
export const resumed = (before: CaseBuilder): CaseBuilder => before.and({ type: 'CaseResumed', data: of });
export const completed = (before: CaseBuilder): CaseBuilder => before.and({ type: 'CaseCompleted', data: of });
export const cancelled = (before: CaseBuilder): CaseBuilder => before.and({ type: 'CaseCancelled', data: of });
export const reopened = (before: CaseBuilder): CaseBuilder => before.and({ type: 'CaseReopened', data: of });
/** The end by date of a share has come. */
export const expired =
  ({ collaboratorId, recipientId }: Collaborator) =>
  (before: CaseBuilder): CaseBuilder =>
    before.and({ type: 'GrantExpired', data: { ...of, collaboratorId, recipientId } });
