/** The page of one case. Rules: product.md D5, C4, C6. */

import { type CaseId, type CollaboratorId, expiryOf, type GrantEnd, iconOf } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { CasePageTableRow, LivingCase, Note } from '../../folds/patients/pages/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { CaseDetails, CaseRelation, SetupRow, Shipment } from '../answers.js';
import { joinedName, patientName, toCollaborator } from '../lists/rows.js';
import type { Asking } from '../questions.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import { relationTo } from './access.js';
import { lifeOf } from './life.js';
import { changesAsked } from './conversation.js';
import { type Shown, shownTo } from './shown.js';

export const caseDetails = (
  database: Kysely<StoreTables>,
  asking: Asking,
  caseId: CaseId,
): Promise<CaseDetails | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const relation = await relationTo(snapshot, asking, caseId);
    if (relation === undefined) return undefined;
    const found = await caseRow(snapshot, caseId);
    const page = pageOf(found);
    const shown = shownTo(relation);
    const own = await ownView(snapshot, found, relation, asking);
    const { providerId, orderNumber, status, category, caseType, practiceId } = found;
    const { collaboratorStatus, unread, lastActivity } = own;
    const shared = found.collaborators > 0;
    const { state, setups, shipments } = page;
    return {
      ...{ caseId, relation, providerId, orderNumber, lastActivity, status, category, caseType, practiceId },
      ...{ collaboratorStatus, unread, icon: iconOf(collaboratorStatus, { unread: unread > 0, shared }) },
      ...{ setups, shipments, kind: state.kind, submittedAt: found.submittedAt, revision: found.revision },
      practiceName: joinedName(found.knownPractice, found.practiceName),
      providerName: joinedName(found.knownProvider, found.providerName),
      patient: !shown.has('identity') || found.knownPatient === null ? null : patientName(found),
      caseTypeEndsAt: (state.status === 'submitted' ? expiryOf(state) : undefined) ?? null,
      ...lifeOf(page, shown),
      changesAsked: await changesAsked(snapshot, caseId, shown),
      planning: await planningFor(snapshot, found, shown),
      collaborators: await collaboratorsFor(snapshot, found, shown),
    };
  });

const caseRow = (snapshot: Snapshot, caseId: CaseId) =>
  snapshot
    .selectFrom('cases as row')
    .innerJoin('casePages as page', (join) =>
      join.onRef('page.patientId', '=', 'row.patientId').onRef('page.caseId', '=', 'row.caseId'),
    )
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .leftJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .selectAll('page')
    .selectAll('row')
    .select(['practice.practiceId as knownPractice', 'practice.name as practiceName'])
    .select(['person.personId as knownProvider', 'person.name as providerName'])
    .select(['patient.patientId as knownPatient', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('row.caseId', '=', caseId)
    .executeTakeFirstOrThrow();

type CaseFound = Awaited<ReturnType<typeof caseRow>>;

const pageOf = ({ patientId, caseId, state, setups, orderedAt, shipments, ...row }: CaseFound): CasePageTableRow => ({
  ...{ patientId, caseId, knownActivity: row.knownActivity },
  state: parsed<LivingCase>(state),
  setups: parsed<readonly SetupRow[]>(setups),
  orderedAt: parsed<CasePageTableRow['orderedAt']>(orderedAt),
  shipments: parsed<readonly Shipment[]>(shipments),
  records: noteIn(row.records),
  hold: noteIn(row.hold),
  end: noteIn(row.end),
});

const noteIn = (text: string | null): Note | null => (text === null ? null : parsed<Note>(text));

type PlaceOfCase = Pick<CaseFound, 'patientId' | 'caseId'>;

const collaboratorsFor = async (
  snapshot: Snapshot,
  { patientId, caseId }: PlaceOfCase,
  shown: Shown,
): Promise<CaseDetails['collaborators']> => {
  const grants = await snapshot
    .selectFrom('grants')
    .selectAll()
    .where('patientId', '=', patientId)
    .where('caseId', '=', caseId)
    .orderBy('sharedPosition')
    .orderBy('collaboratorId')
    .execute();
  return grants
    .filter(({ collaboratorId }) => shown.of(collaboratorId, 'own-share', 'other-collaborators'))
    .map((grant) => ({
      ...toCollaborator(grant),
      pseudonymised: grant.pseudonymised === 1,
      ends: grant.ends === null ? null : parsed<GrantEnd>(grant.ends),
      sharedAt: grant.sharedAt,
    }));
};

const planningFor = async (
  snapshot: Snapshot,
  { patientId, caseId }: PlaceOfCase,
  shown: Shown,
): Promise<CaseDetails['planning']> => {
  const orders = await snapshot
    .selectFrom('tpsOrders')
    .select(['collaboratorId', 'state', 'entryPoint', 'orderedAt', 'dueAt', 'endedAt'])
    .where('patientId', '=', patientId)
    .where('caseId', '=', caseId)
    .orderBy('orderedAt')
    .orderBy('collaboratorId')
    .execute();
  return orders.filter(({ collaboratorId }) => shown.of(collaboratorId, 'own-planning-order', 'other-collaborators'));
};

/**
 * Status, unread and last activity as the viewer has them: a collaborator their own, the provider what the case has. The lab
 * has no conversation, and is not told when somebody wrote in one. A draft has one of each.
 */
const ownView = async (
  snapshot: Snapshot,
  found: CaseFound,
  relation: CaseRelation,
  asking: Asking,
): Promise<Pick<CaseFound, 'collaboratorStatus' | 'unread' | 'lastActivity'>> => {
  if (relation.as === 'lab') return { ...found, unread: 0, lastActivity: found.knownActivity };
  const isShared = relation.as === 'collaborator' && found.submittedAt !== null;
  return isShared ? grantView(snapshot, found, relation.collaboratorId, asking) : found;
};

const grantView = async (
  snapshot: Snapshot,
  { patientId, caseId }: PlaceOfCase,
  collaboratorId: CollaboratorId,
  { viewer }: Asking,
) => {
  const own = await snapshot
    .selectFrom('grants as row')
    .leftJoin('readingMarks as mark', (join) =>
      join
        .onRef('mark.patientId', '=', 'row.patientId')
        .onRef('mark.caseId', '=', 'row.caseId')
        .onRef('mark.collaboratorId', '=', 'row.collaboratorId')
        .on('mark.readerId', '=', viewer),
    )
    .select(['row.collaboratorStatus', 'row.unread', 'row.lastActivity', 'mark.unread as marked'])
    .where('row.patientId', '=', patientId)
    .where('row.caseId', '=', caseId)
    .where('row.collaboratorId', '=', collaboratorId)
    .executeTakeFirstOrThrow();
  return {
    collaboratorStatus: own.collaboratorStatus,
    unread: own.marked ?? own.unread,
    lastActivity: own.lastActivity,
  };
};
