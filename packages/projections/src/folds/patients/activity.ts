/**
 * When something last happened on a case, as far as whoever looks may know of it: to the provider everything is activity;
 * to the lab nothing of one collaborator alone; to a collaborator nothing of another. Rules: product.md E1;
 * access/fields.ts (`other-conversations`, `other-collaborators`).
 */

import type { CaseEvent, CollaboratorId, EventOf, Recorded } from '@konsil/domain';
import { changeEach, type Group } from '../../fold/index.js';
import type { PatientTables } from './rows.js';

type PatientGroup = Group<PatientTables>;

/** What is activity on a case; reading a message is not. */
export type ActivityEvent = Recorded<CaseEvent | EventOf<'MessagePosted'>>;

/** Whom beside the provider the event may be known to: one collaborator, or everybody who sees the case. */
const knownTo = (event: ActivityEvent): CollaboratorId | 'everybody' => {
  switch (event.type) {
    case 'MessagePosted':
    case 'CaseShared':
    case 'CaseUnshared':
    case 'GrantRenewed':
    case 'GrantExpired':
    case 'TpsOrdered':
    case 'TpsCompleted':
    case 'TpsCancelled':
    case 'ReviewEscalated':
      return event.data.collaboratorId;
    default:
      return 'everybody';
  }
};

/** The rows of the case, its page and its grants after the event, as to their last activity alone. */
export const withActivity = (group: PatientGroup, event: ActivityEvent): PatientGroup => {
  const { caseId } = event.data;
  const { recordedAt: lastActivity } = event;
  const who = knownTo(event);
  const isOf = (row: { readonly caseId: string }): boolean => row.caseId === caseId;
  return {
    ...group,
    cases: changeEach(group.cases, (row) => (isOf(row) ? { ...row, lastActivity } : row)),
    casePages:
      who === 'everybody'
        ? changeEach(group.casePages, (row) => (isOf(row) ? { ...row, knownActivity: lastActivity } : row))
        : group.casePages,
    grants: changeEach(group.grants, (row) =>
      isOf(row) && (who === 'everybody' || who === row.collaboratorId) ? { ...row, lastActivity } : row,
    ),
  };
};
