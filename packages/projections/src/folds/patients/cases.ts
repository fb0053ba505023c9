/** Cases and their grants in the group. The status is the domain's (`evolveFacts`). Rules: product.md C, D3. */

import {
  type CaseEvent,
  type CaseFacts,
  type CaseId,
  type EventOf,
  evolveFacts,
  type GrantEnd,
  type Instant,
  NO_END,
  type Recorded,
} from '@konsil/domain';
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
  const facts = evolveFacts(before.facts, event) ?? before.facts;
  const after: CaseTableRow = {
    ...before,
    ...chosen(before, facts, event),
    facts,
    setups: evolveSetups(before.setups, event),
    lastActivity: event.recordedAt,
    revision: event.revision,
  };
  return withWords(withGrants(withCase(group, after), after, event), after, event);
};

/** What the event names anew of what lists sort and filter by. An approval of an outdated version changes nothing (C8). */
const chosen = (before: CaseTableRow, facts: CaseFacts, event: CaseEvent): Partial<CaseTableRow> => {
  switch (event.type) {
    case 'SetupApproved':
      return facts.setup === before.facts.setup ? {} : { caseType: event.data.caseType };
    case 'CaseTypeUpgraded':
      return { caseType: event.data.to };
    case 'CasePracticeChanged':
      return { practiceId: event.data.to };
    case 'ReviewRuleChosen':
      return { reviewRule: event.data.reviewRule };
    case 'RevisionRequested':
    case 'RetainerOrdered':
    case 'ReplacementOrdered':
      return { orderNumber: event.data.orderNumber, orderNumbers: [...before.orderNumbers, event.data.orderNumber] };
    default:
      return {};
  }
};

const withCase = (group: PatientGroup, row: CaseTableRow): PatientGroup => ({
  ...group,
  cases: put(group.cases, row, ({ caseId }) => caseId === row.caseId),
});

const submitted = (group: PatientGroup, event: Recorded<EventOf<'OrderSubmitted'>>): PatientGroup => {
  const facts = evolveFacts(undefined, event);
  if (facts === undefined) return group;
  const { patientId, caseId, providerId, practiceId, orderNumber, kind, reviewRule } = event.data;
  return withCase(group, {
    ...{ patientId, caseId, providerId, practiceId, orderNumber, kind, reviewRule, facts },
    ...{ submittedAt: event.recordedAt, lastActivity: event.recordedAt, revision: event.revision },
    ...{
      orderNumbers: [orderNumber],
      caseType: null,
      caseTypeRank: 0,
      setups: [],
      toAll: [],
      collaborators: 0,
      unread: 0,
    },
    ...{ patientSort: '', search: '', status: 'in-treatment', statusRank: 0 },
    ...{
      category: 'setup-in-production',
      categoryRank: 0,
      collaboratorStatus: 'not-shared',
      collaboratorStatusRank: 0,
    },
  });
};

/** Which grants are open is said once, by the facts of the case. */
const withGrants = (group: PatientGroup, ofCase: CaseTableRow, event: Recorded<CaseEvent>): PatientGroup => {
  const grants = group.grants.filter(
    (row) => row.caseId !== ofCase.caseId || ofCase.facts.grants[row.collaboratorId] !== undefined,
  );
  const standing = grants.length === group.grants.length ? group : { ...group, grants };
  if (event.type === 'GrantRenewed') return { ...standing, grants: renewed(standing.grants, event.data) };
  if (event.type !== 'CaseShared') return standing;
  const row = granted(ofCase, event);
  const isSame = (other: GrantTableRow): boolean =>
    other.caseId === row.caseId && other.collaboratorId === row.collaboratorId;
  return begun({ ...standing, grants: put(standing.grants, row, isSame) }, ofCase, row.collaboratorId);
};

const renewed = (
  grants: readonly GrantTableRow[],
  { caseId, collaboratorId, ends }: EventOf<'GrantRenewed'>['data'],
): readonly GrantTableRow[] =>
  grants.map((row) =>
    row.caseId === caseId && row.collaboratorId === collaboratorId
      ? { ...row, ends: ends ?? null, endsAt: endOf(ends ?? null) }
      : row,
  );

const endOf = (ends: GrantEnd | null): Instant => (ends?.on === 'date' ? ends.at : NO_END);

const granted = (ofCase: CaseTableRow, event: Recorded<EventOf<'CaseShared'>>): GrantTableRow => {
  const { patientId, caseId, providerId, practiceId, orderNumber, lastActivity, caseType, caseTypeRank } = ofCase;
  const { status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank } = ofCase;
  const { collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends = null } = event.data;
  return {
    ...{ patientId, caseId, providerId, practiceId, orderNumber, lastActivity, caseType, caseTypeRank },
    ...{ status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank },
    ...{ collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends },
    endsAt: endOf(ends),
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
    case 'RevisionRequested':
      return event.data.through === undefined
        ? writtenToAll(group, ofCase, event.position)
        : written(group, ofCase, event.data.through, 'collaborator', event.position);
    default:
      return group;
  }
};
