/** Cases and their grants in the group. The status is the domain's (`evolveReview`). Rules: product.md C, D3. */

import { type CaseEvent, type CaseId, type EventOf, evolveReview, NO_END, type Recorded } from '@konsil/domain';
import { type Group, put } from '../../fold/index.js';
import { evolveSetups } from './setups.js';
import type { CaseTableRow, GrantTableRow, PatientTables } from './rows.js';
import { begun, written, writtenToAll } from './unread.js';

type PatientGroup = Group<PatientTables>;

export const caseOf = (group: PatientGroup, caseId: CaseId): CaseTableRow | undefined =>
  group.cases.find((row) => row.caseId === caseId);

/** The group after an event of a case; derived columns are brought up to date by `settle`. */
export const evolveCase = (group: PatientGroup, event: Recorded<CaseEvent>): PatientGroup => {
  const before = caseOf(group, event.data.caseId);
  if (event.type === 'OrderSubmitted') return before === undefined ? submitted(group, event) : group;
  if (before === undefined) return group;
  const facts = evolveReview(before.facts, event) ?? before.facts;
  const approved = event.type === 'SetupApproved' && facts.setup !== before.facts.setup;
  const after: CaseTableRow = {
    ...before,
    facts,
    caseType: approved ? event.data.caseType : before.caseType,
    setups: evolveSetups(before.setups, event),
    lastActivity: event.recordedAt,
    revision: event.revision,
  };
  return withWords(withGrants(withCase(group, after), after, event), after, event);
};

const withCase = (group: PatientGroup, row: CaseTableRow): PatientGroup => ({
  ...group,
  cases: put(group.cases, row, ({ caseId }) => caseId === row.caseId),
});

const submitted = (group: PatientGroup, event: Recorded<EventOf<'OrderSubmitted'>>): PatientGroup => {
  const facts = evolveReview(undefined, event);
  if (facts === undefined) return group;
  const { patientId, caseId, providerId, practiceId, orderNumber, kind, reviewRule } = event.data;
  return withCase(group, {
    ...{ patientId, caseId, providerId, practiceId, orderNumber, kind, reviewRule, facts },
    ...{ submittedAt: event.recordedAt, lastActivity: event.recordedAt, revision: event.revision },
    ...{ caseType: null, caseTypeRank: 0, setups: [], toAll: [], collaborators: 0, unread: 0 },
    ...{ patientSort: '', search: '', status: 'in-treatment', statusRank: 0 },
    ...{
      category: 'setup-in-production',
      categoryRank: 0,
      collaboratorStatus: 'not-shared',
      collaboratorStatusRank: 0,
    },
  });
};

/** Which grants are open is said once, by the facts of the review. */
const withGrants = (group: PatientGroup, ofCase: CaseTableRow, event: Recorded<CaseEvent>): PatientGroup => {
  const grants = group.grants.filter(
    (row) => row.caseId !== ofCase.caseId || ofCase.facts.grants[row.collaboratorId] !== undefined,
  );
  const standing = grants.length === group.grants.length ? group : { ...group, grants };
  if (event.type !== 'CaseShared') return standing;
  const row = granted(ofCase, event);
  const isSame = (other: GrantTableRow): boolean =>
    other.caseId === row.caseId && other.collaboratorId === row.collaboratorId;
  return begun({ ...standing, grants: put(standing.grants, row, isSame) }, ofCase, row.collaboratorId);
};

const granted = (ofCase: CaseTableRow, event: Recorded<EventOf<'CaseShared'>>): GrantTableRow => {
  const { patientId, caseId, providerId, practiceId, orderNumber, lastActivity, caseType, caseTypeRank } = ofCase;
  const { status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank } = ofCase;
  const { collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends = null } = event.data;
  return {
    ...{ patientId, caseId, providerId, practiceId, orderNumber, lastActivity, caseType, caseTypeRank },
    ...{ status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank },
    ...{ collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends },
    endsAt: ends?.on === 'date' ? ends.at : NO_END,
    sharedAt: event.recordedAt,
    sharedPosition: event.position,
    ...{ patientSort: '', search: '', unread: 0, blocked: false, coveredUntil: '' },
  };
};

/** Words given with an act are unread like a message (C6). */
const withWords = (group: PatientGroup, ofCase: CaseTableRow, event: Recorded<CaseEvent>): PatientGroup => {
  switch (event.type) {
    case 'SetupMarkedReady':
      if (event.data.words === undefined) return group;
      return written(group, ofCase, event.data.collaboratorId, 'collaborator', event.position);
    case 'SetupDeclinedByCollaborator':
      return written(group, ofCase, event.data.collaboratorId, 'collaborator', event.position);
    case 'SetupSentBack':
      return written(group, ofCase, event.data.collaboratorId, 'provider', event.position);
    case 'SetupDeclined':
      return writtenToAll(group, ofCase, event.position);
    default:
      return group;
  }
};
