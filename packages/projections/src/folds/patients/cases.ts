/** Cases and their grants in the group. What an event makes of a case is the domain's (`evolveCase`). Rules: product.md C, D. */

import {
  type CaseEvent,
  type CaseId,
  evolveCase as evolveState,
  type GrantEnd,
  noCase,
  type Recorded,
} from '@konsil/domain';
import { changeEach, type Group, keep, put } from '../../fold/index.js';
import { withActivity } from './activity.js';
import { endOf, granted } from './granting.js';
import { markOf } from './marks.js';
import { evolvePage, evolveTpsOrders } from './pages/evolve.js';
import type { CasePageTableRow, LivingCase } from './pages/rows.js';
import type { CaseTableRow, GrantTableRow, PatientTables } from './rows.js';
import { begun, written, writtenToAll } from './unread.js';

type PatientGroup = Group<PatientTables>;

export const caseOf = (group: PatientGroup, caseId: CaseId): CaseTableRow | undefined =>
  group.cases.find((row) => row.caseId === caseId);

export const pageOf = (group: PatientGroup, caseId: CaseId): CasePageTableRow | undefined =>
  group.casePages.find((row) => row.caseId === caseId);

/** The group after an event of a case; derived columns are brought up to date by `settle`. */
export const evolveCase = (group: PatientGroup, event: Recorded<CaseEvent>): PatientGroup => {
  const { caseId } = event.data;
  const page = pageOf(group, caseId);
  const state = evolveState(page?.state ?? noCase, event);
  if (state.status === 'none') return group;
  if (state.status === 'discarded') return withoutCase(group, caseId);
  const row = lived(caseOf(group, caseId) ?? asBegun(state, event), state, event);
  const isSame = (other: { readonly caseId: CaseId }): boolean => other.caseId === caseId;
  const after: PatientGroup = {
    ...group,
    cases: put(group.cases, row, isSame),
    casePages: put(group.casePages, evolvePage(page, state, event), isSame),
    tpsOrders: evolveTpsOrders(group.tpsOrders, state, event),
  };
  return withActivity(withWords(withGrants(after, row, state, event), row, event), event);
};

const lived = (row: CaseTableRow, state: LivingCase, { recordedAt, revision }: Recorded<CaseEvent>): CaseTableRow => {
  const own = { ...row, revision };
  return state.status === 'draft'
    ? { ...own, draftedThrough: state.through ?? null }
    : { ...own, submittedAt: row.submittedAt ?? recordedAt, draftedThrough: null };
};

const asBegun = (state: LivingCase, { recordedAt, position, revision }: Recorded<CaseEvent>): CaseTableRow => {
  const { patientId, caseId, providerId, practiceId, orderNumber } = state;
  return {
    ...{ patientId, caseId, providerId, practiceId, practiceMark: markOf(practiceId), orderNumber, revision },
    ...{
      begunAt: recordedAt,
      begunPosition: position,
      submittedAt: null,
      draftedThrough: null,
      lastActivity: recordedAt,
    },
    ...{ caseType: null, caseTypeRank: 0, toAll: [], collaborators: 0, sharedMask: 0 },
    ...{ unread: 0, patientSort: '', search: '' },
    ...{ status: 'action-needed', statusRank: 0, category: 'submission-incomplete', categoryRank: 0 },
    ...{ collaboratorStatus: 'not-shared', collaboratorStatusRank: 0 },
  };
};

/** A draft shares nothing and nobody writes about it: there is nothing else of it. */
const withoutCase = (group: PatientGroup, caseId: CaseId): PatientGroup => ({
  ...group,
  cases: keep(group.cases, (row) => row.caseId !== caseId),
  casePages: keep(group.casePages, (row) => row.caseId !== caseId),
});

/** Which grants are open is said once, by the case. */
const withGrants = (
  group: PatientGroup,
  ofCase: CaseTableRow,
  state: LivingCase,
  event: Recorded<CaseEvent>,
): PatientGroup => {
  const { caseId } = ofCase;
  const open = state.status === 'submitted' ? state.grants : {};
  const grants = keep(group.grants, (row) => row.caseId !== caseId || open[row.collaboratorId] !== undefined);
  const changeOne = (of: string, change: Partial<GrantTableRow>): PatientGroup => ({
    ...group,
    grants: changeEach(grants, (row) =>
      row.caseId === caseId && row.collaboratorId === of ? { ...row, ...change } : row,
    ),
  });
  switch (event.type) {
    case 'CaseShared': {
      const row = granted(ofCase, event);
      const isSame = (other: GrantTableRow): boolean =>
        other.caseId === caseId && other.collaboratorId === row.collaboratorId;
      return begun({ ...group, grants: put(grants, row, isSame) }, ofCase, row.collaboratorId);
    }
    case 'GrantRenewed':
      return changeOne(event.data.collaboratorId, endsOn(event.data.ends ?? null));
    case 'SetupSentBack':
      return changeOne(event.data.collaboratorId, { turnSince: event.recordedAt });
    case 'SetupReadyForReview':
      return {
        ...group,
        grants: changeEach(grants, (row) => (row.caseId === caseId ? { ...row, turnSince: event.recordedAt } : row)),
      };
    default:
      return { ...group, grants };
  }
};

const endsOn = (ends: GrantEnd | null): Partial<GrantTableRow> => ({ ends, endsAt: endOf(ends) });

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
