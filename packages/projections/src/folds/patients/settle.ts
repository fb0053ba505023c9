/** Columns that follow from others: statuses, what lists sort and search by, unread, standing of consents. */

import {
  type CaseId,
  categoryOf,
  consentStanding,
  noConsents,
  rolledUpStatus,
  statusFor,
  statusOfCategory,
} from '@konsil/domain';
import { changeEach, type Group, searchable, withValues } from '../../fold/index.js';
import { CASE_STATUSES, CASE_TYPES, CATEGORIES, COLLABORATOR_STATUSES } from '../../queries/vocabulary.js';
import type { CaseTableRow, GrantTableRow, PatientTableRow, PatientTables } from './rows.js';
import { behind, MOST_UNREAD } from './unread.js';

type PatientGroup = Group<PatientTables>;

/** The group with the derived columns of one case and its grants as the rest of the group says. */
export const settle = (group: PatientGroup, caseId: CaseId): PatientGroup => {
  const marked = settleMarks(group, caseId);
  let settled: CaseTableRow | undefined;
  const cases = changeEach(marked.cases, (row) => (row.caseId === caseId ? (settled = settleCase(marked, row)) : row));
  if (settled === undefined) return marked;
  const ofCase = settled;
  const grants = changeEach(marked.grants, (row) => (row.caseId === caseId ? settleGrant(marked, ofCase, row) : row));
  return { ...marked, cases, grants };
};

const settleMarks = (group: PatientGroup, caseId: CaseId): PatientGroup => ({
  ...group,
  readingMarks: changeEach(group.readingMarks, (mark) => {
    if (mark.caseId !== caseId) return mark;
    const conversation = group.conversations.find(
      (row) => row.caseId === caseId && row.collaboratorId === mark.collaboratorId,
    );
    const isProvider = group.cases.some((row) => row.caseId === caseId && row.providerId === mark.readerId);
    const others = isProvider ? conversation?.fromCollaborator : conversation?.fromProvider;
    return withValues(mark, { unread: behind(others ?? [], mark.upTo) });
  }),
});

const settleCase = (group: PatientGroup, row: CaseTableRow): CaseTableRow => {
  const { facts } = row;
  const category = categoryOf(facts);
  const status = statusOfCategory[category];
  const collaboratorStatus = rolledUpStatus(facts);
  const patient = group.patients[0];
  return withValues(row, {
    status,
    statusRank: CASE_STATUSES.indexOf(status),
    category,
    categoryRank: CATEGORIES.indexOf(category),
    caseTypeRank: row.caseType === null ? 0 : CASE_TYPES.indexOf(row.caseType) + 1,
    collaboratorStatus,
    collaboratorStatusRank: COLLABORATOR_STATUSES.indexOf(collaboratorStatus),
    collaborators: Object.keys(facts.grants).length,
    patientSort: patient?.sortName ?? '',
    search: searchTextOf(row.orderNumbers, patient),
    unread: unreadByProvider(group, row),
  });
};

const settleGrant = (group: PatientGroup, ofCase: CaseTableRow, row: GrantTableRow): GrantTableRow => {
  const { practiceId, orderNumber, lastActivity, status, statusRank, category, categoryRank } = ofCase;
  const { caseType, caseTypeRank } = ofCase;
  const collaboratorStatus = statusFor(ofCase.facts, row.collaboratorId);
  const conversation = group.conversations.find(
    ({ caseId, collaboratorId }) => caseId === row.caseId && collaboratorId === row.collaboratorId,
  );
  const shown = row.pseudonymised ? undefined : group.patients[0];
  return settleStanding(
    group,
    withValues(row, {
      ...{ practiceId, orderNumber, lastActivity, status, statusRank, category, categoryRank },
      ...{ caseType, caseTypeRank },
      collaboratorStatus,
      collaboratorStatusRank: COLLABORATOR_STATUSES.indexOf(collaboratorStatus),
      patientSort: shown?.sortName ?? '',
      search: searchTextOf(ofCase.orderNumbers, shown),
      unread: conversation?.fromProvider.length ?? 0,
    }),
  );
};

/** What the patient's consents and withdrawals say about the recipient of one grant. */
const settleStanding = (group: PatientGroup, row: GrantTableRow): GrantTableRow => {
  const { blocked, coveredUntil } = consentStanding(group.patients[0]?.consentFacts ?? noConsents, row, row.purpose);
  return withValues(row, { blocked, coveredUntil: coveredUntil ?? '' });
};

/** All grants of the patient after a consent or a withdrawal. */
export const settleStandings = (group: PatientGroup): PatientGroup => ({
  ...group,
  grants: changeEach(group.grants, (row) => settleStanding(group, row)),
});

/** All cases and grants of the patient after the name was corrected. */
export const settleNames = (group: PatientGroup): PatientGroup =>
  group.cases.reduce((settled, { caseId }) => settle(settled, caseId), group);

/** What a patient is found by. Made once for each row of a patient: it is asked for with every event of a case. */
const searchedNames = new WeakMap<PatientTableRow, string>();

const namesOf = (patient: PatientTableRow): string => {
  const known = searchedNames.get(patient);
  if (known !== undefined) return known;
  const { givenName, familyName } = patient;
  const erased = givenName === null || familyName === null;
  const names = erased ? '' : searchable(`\n${givenName} ${familyName}\n${familyName}, ${givenName}`);
  searchedNames.set(patient, names);
  return names;
};

/** Order numbers are ASCII, so that lower case is all there is to do. The newest comes first. */
const searchTextOf = (orderNumbers: readonly string[], patient: PatientTableRow | undefined): string => {
  const numbers = orderNumbers
    .toReversed()
    .map((orderNumber) => orderNumber.toLowerCase())
    .flatMap((number) => [number, number.replaceAll('-', '')]);
  return `${numbers.join('\n')}${patient === undefined ? '' : namesOf(patient)}`;
};

const unreadByProvider = (group: PatientGroup, { caseId, providerId }: CaseTableRow): number => {
  let count = 0;
  for (const { caseId: of, collaboratorId, fromCollaborator } of group.conversations) {
    if (of !== caseId) continue;
    const mark = group.readingMarks.find(
      (row) => row.caseId === caseId && row.collaboratorId === collaboratorId && row.readerId === providerId,
    );
    count += behind(fromCollaborator, mark?.upTo ?? -1);
  }
  return Math.min(count, MOST_UNREAD);
};
