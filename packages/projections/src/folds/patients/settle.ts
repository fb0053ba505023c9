/** Columns that follow from others: statuses, what lists sort and search by, standing of consents. */

import {
  type CaseId,
  categoryOf,
  categoryOfDraft,
  consentStanding,
  consentsWithEnd,
  noConsents,
  rolledUpStatus,
  statusFor,
  statusOfCategory,
  type SubmittedCase,
} from '@konsil/domain';
import { changeEach, type Group, withValues } from '../../fold/index.js';
import { CASE_STATUSES, CASE_TYPES, CATEGORIES, COLLABORATOR_STATUSES } from '../../queries/vocabulary.js';
import { pageOf } from './cases.js';
import { orderNumbersOf, searchTextOf } from './found-by.js';
import { markOf, maskOf } from './marks.js';
import type { LivingCase } from './pages/rows.js';
import type { CaseTableRow, GrantTableRow, PatientTables } from './rows.js';
import { settleUnread } from './unread-counts.js';

type PatientGroup = Group<PatientTables>;

/** The group with the derived columns of one case and its grants as the rest of the group says. */
export const settle = (group: PatientGroup, caseId: CaseId): PatientGroup => {
  const state = pageOf(group, caseId)?.state;
  if (state === undefined) return group;
  const counted = settleUnread(group, caseId);
  const settled = {
    ...counted,
    cases: changeEach(counted.cases, (row) => (row.caseId === caseId ? settleCase(counted, row, state) : row)),
  };
  const ofCase = settled.cases.find((row) => row.caseId === caseId);
  if (ofCase === undefined || state.status === 'draft') return settled;
  return {
    ...settled,
    grants: changeEach(settled.grants, (row) =>
      row.caseId === caseId ? settleGrant(settled, ofCase, state, row) : row,
    ),
  };
};

const settleCase = (group: PatientGroup, row: CaseTableRow, state: LivingCase): CaseTableRow => {
  const submitted = state.status === 'submitted' ? state : undefined;
  const category = submitted === undefined ? categoryOfDraft : categoryOf(submitted.facts);
  const status = statusOfCategory[category];
  const collaboratorStatus = submitted === undefined ? 'not-shared' : rolledUpStatus(submitted.facts);
  const caseType = submitted?.caseType ?? null;
  const patient = group.patients[0];
  const shared = Object.keys(submitted?.grants ?? {});
  return withValues(row, {
    practiceId: state.practiceId,
    practiceMark: markOf(state.practiceId),
    orderNumber: orderNumbersOf(state)[0] ?? state.orderNumber,
    status,
    statusRank: CASE_STATUSES.indexOf(status),
    category,
    categoryRank: CATEGORIES.indexOf(category),
    caseType,
    caseTypeRank: caseType === null ? 0 : CASE_TYPES.indexOf(caseType) + 1,
    collaboratorStatus,
    collaboratorStatusRank: COLLABORATOR_STATUSES.indexOf(collaboratorStatus),
    collaborators: shared.length,
    sharedMask: maskOf(shared),
    patientSort: patient?.sortName ?? '',
    search: searchTextOf(state, patient),
  });
};

const settleGrant = (
  group: PatientGroup,
  ofCase: CaseTableRow,
  state: SubmittedCase,
  row: GrantTableRow,
): GrantTableRow => {
  const { practiceId, practiceMark, orderNumber, status, statusRank, category, categoryRank } = ofCase;
  const { caseType, caseTypeRank } = ofCase;
  const collaboratorStatus = statusFor(state.facts, row.collaboratorId);
  const shown = row.pseudonymised ? undefined : group.patients[0];
  const isAwaited = collaboratorStatus === 'evaluating-setup' && !state.facts.life.onHold;
  return settleStanding(
    group,
    withValues(row, {
      ...{ practiceId, practiceMark, orderNumber, status, statusRank, category, categoryRank },
      ...{ caseType, caseTypeRank },
      collaboratorStatus,
      collaboratorStatusRank: COLLABORATOR_STATUSES.indexOf(collaboratorStatus),
      patientSort: shown?.sortName ?? '',
      search: searchTextOf(state, shown),
      awaitedSince: isAwaited ? row.turnSince : null,
    }),
  );
};

/** What the patient's consents and withdrawals say about the recipient of one grant. */
const settleStanding = (group: PatientGroup, row: GrantTableRow): GrantTableRow => {
  const { blocked, coveredUntil } = consentStanding(group.patients[0]?.consentFacts ?? noConsents, row, row.purpose);
  return withValues(row, { blocked, coveredUntil: coveredUntil ?? '' });
};

/** All grants of the patient, and what ends by itself, after a consent or a withdrawal. */
export const settleStandings = (group: PatientGroup): PatientGroup => ({
  ...group,
  consentEnds: group.patients.flatMap(({ patientId, providerId, consentFacts }) =>
    consentsWithEnd(consentFacts).map(({ consentId, validUntil }) => ({
      patientId,
      consentId,
      providerId,
      validUntil,
    })),
  ),
  grants: changeEach(group.grants, (row) => settleStanding(group, row)),
});

/** All cases and grants of the patient after the name was corrected. */
export const settleNames = (group: PatientGroup): PatientGroup =>
  group.cases.reduce((settled, { caseId }) => settle(settled, caseId), group);
