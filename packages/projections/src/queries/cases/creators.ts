/** Who may see a draft besides its provider: who created it. Rules: product.md D1, G2; domain: `maySeeDraft`. */

import { type CaseId, type ConsentFacts, isShutOut, type Permission } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { LivingCase } from '../../folds/patients/pages/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { CaseRelation, DraftRow } from '../answers.js';
import { joinedName, patientName } from '../lists/rows.js';
import type { Asking } from '../questions.js';
import { notParked, speaksFor } from '../seeing.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';

type Creating = Extract<CaseRelation, { as: 'collaborator' }>;

/** How the person stands to the draft, where they created it and are not shut out of the patient's data. */
export const creatorOf = async (snapshot: Snapshot, asking: Asking, caseId: CaseId): Promise<Creating | undefined> => {
  const [found] = await draftsSeen(snapshot, asking, caseId);
  if (found === undefined) return undefined;
  const { collaboratorId, recipientId, recipientKind: kind } = found;
  const permissions = parsed<readonly Permission[]>(found.permissions);
  return { as: 'collaborator', collaboratorId, recipientId, kind, permissions, pseudonymised: isPseudonymised(found) };
};

/** Newest first. */
export const drafts = (database: Kysely<StoreTables>, asking: Asking): Promise<readonly DraftRow[]> =>
  inSnapshot(database, async (snapshot) => (await draftsSeen(snapshot, asking)).map(toDraft));

type DraftFound = Awaited<ReturnType<ReturnType<typeof draftsOf>['execute']>>[number];

const stateOf = ({ state }: DraftFound): LivingCase => parsed<LivingCase>(state);

const isPseudonymised = (row: DraftFound): boolean => {
  const state = stateOf(row);
  return state.status === 'draft' && state.pseudonymised === true;
};

const toDraft = (row: DraftFound): DraftRow => {
  const { caseId, providerId, collaboratorId, orderNumber, begunAt: draftedAt } = row;
  return {
    ...{ caseId, providerId, collaboratorId, orderNumber, draftedAt },
    kind: stateOf(row).kind,
    providerName: joinedName(row.knownProvider, row.providerName),
    patient: isPseudonymised(row) ? null : patientName(row),
  };
};

const draftsSeen = async (snapshot: Snapshot, asking: Asking, caseId?: CaseId): Promise<readonly DraftFound[]> => {
  const created = draftsOf(snapshot, asking);
  const rows = await (caseId === undefined ? created : created.where('row.caseId', '=', caseId)).execute();
  return rows.filter((row) => !isShutOut(row, parsed<ConsentFacts>(row.consentFacts), asking.now));
};

const draftsOf = (snapshot: Snapshot, asking: Asking) =>
  snapshot
    .selectFrom('cases as row')
    .innerJoin('rosterEntries as entry', (join) =>
      join.onRef('entry.providerId', '=', 'row.providerId').onRef('entry.collaboratorId', '=', 'row.draftedThrough'),
    )
    .innerJoin('casePages as page', (join) =>
      join.onRef('page.patientId', '=', 'row.patientId').onRef('page.caseId', '=', 'row.caseId'),
    )
    .innerJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .select(['row.caseId', 'row.providerId', 'row.orderNumber', 'row.begunAt', 'page.state'])
    .select(['entry.collaboratorId', 'entry.recipientId', 'entry.recipientKind', 'entry.permissions'])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .select(['patient.consentFacts', 'person.personId as knownProvider', 'person.name as providerName'])
    .where('entry.active', '=', 1)
    .where(speaksFor('entry.recipientId', asking))
    .where('row.providerId', '!=', asking.viewer)
    .where(notParked('patients', 'row.patientId'))
    .where(notParked('rosters', 'row.providerId'))
    .orderBy('row.begunAt', 'desc')
    .orderBy('row.caseId');
