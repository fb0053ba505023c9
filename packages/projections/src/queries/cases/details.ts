/** The page of one case. Rules: product.md D5, C4, C6. */

import { type CaseId, type CollaboratorId, type GrantEnd, iconOf, type ReviewRule } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import type { CaseDetails, CaseRelation, SetupRow } from '../answers.js';
import { joinedName, patientName, toCollaborator } from '../lists/rows.js';
import type { Asking } from '../questions.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import { relationTo } from './access.js';

export const caseDetails = (
  database: Kysely<StoreTables>,
  asking: Asking,
  caseId: CaseId,
): Promise<CaseDetails | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const relation = await relationTo(snapshot, asking, caseId);
    if (relation === undefined) return undefined;
    const found = await caseRow(snapshot, caseId);
    const collaborators = await collaboratorsFor(snapshot, found, relation);
    const own =
      relation.as === 'collaborator' ? await ownView(snapshot, found, relation.collaboratorId, asking) : found;
    const hidden = relation.as === 'collaborator' && relation.pseudonymised;
    const { providerId, orderNumber, lastActivity, status, category, caseType, practiceId, kind } = found;
    const { collaboratorStatus, unread } = own;
    const shared = found.collaborators > 0;
    return {
      ...{ caseId, relation, providerId, orderNumber, lastActivity, status, category, caseType, practiceId, kind },
      ...{ collaboratorStatus, unread, icon: iconOf(collaboratorStatus, { unread: unread > 0, shared }) },
      practiceName: joinedName(found.knownPractice, found.practiceName),
      providerName: joinedName(found.knownProvider, found.providerName),
      patient: hidden || found.knownPatient === null ? null : patientName(found),
      submittedAt: found.submittedAt,
      reviewRule: parsed<ReviewRule>(found.reviewRule),
      setups: parsed<readonly SetupRow[]>(found.setups),
      collaborators,
      revision: found.revision,
    };
  });

const caseRow = (snapshot: Snapshot, caseId: CaseId) =>
  snapshot
    .selectFrom('cases as row')
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .leftJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .selectAll('row')
    .select(['practice.practiceId as knownPractice', 'practice.name as practiceName'])
    .select(['person.personId as knownProvider', 'person.name as providerName'])
    .select(['patient.patientId as knownPatient', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('row.caseId', '=', caseId)
    .executeTakeFirstOrThrow();

type CaseFound = Awaited<ReturnType<typeof caseRow>>;

const collaboratorsFor = async (
  snapshot: Snapshot,
  { patientId, caseId }: CaseFound,
  relation: CaseRelation,
): Promise<CaseDetails['collaborators']> => {
  if (relation.as === 'lab') return [];
  const grants = await snapshot
    .selectFrom('grants')
    .selectAll()
    .where('patientId', '=', patientId)
    .where('caseId', '=', caseId)
    .orderBy('sharedPosition')
    .orderBy('collaboratorId')
    .execute();
  return grants
    .filter(({ collaboratorId }) => relation.as === 'provider' || relation.collaboratorId === collaboratorId)
    .map((grant) => ({
      ...toCollaborator(grant),
      pseudonymised: grant.pseudonymised === 1,
      ends: grant.ends === null ? null : parsed<GrantEnd>(grant.ends),
      sharedAt: grant.sharedAt,
    }));
};

/** Status and unread as the collaborator has them. */
const ownView = async (
  snapshot: Snapshot,
  { patientId, caseId }: CaseFound,
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
    .select(['row.collaboratorStatus', 'row.unread', 'mark.unread as marked'])
    .where('row.patientId', '=', patientId)
    .where('row.caseId', '=', caseId)
    .where('row.collaboratorId', '=', collaboratorId)
    .executeTakeFirstOrThrow();
  return { collaboratorStatus: own.collaboratorStatus, unread: own.marked ?? own.unread };
};
