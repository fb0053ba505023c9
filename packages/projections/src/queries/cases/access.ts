/** As what a person may see a case now. Rules: product.md G3, B7, B8; domain: `access/`. */

import type { CaseId, CollaboratorId, Permission, Role } from '@konsil/domain';
import type { CaseRelation } from '../answers.js';
import type { Asking } from '../questions.js';
import { notParked, visibleGrants } from '../seeing.js';
import { parsed, type Snapshot } from '../snapshot.js';
import { creatorOf } from './creators.js';

type Collaborating = Extract<CaseRelation, { as: 'collaborator' }>;

/** The relation, or `undefined` where the person must not know of the case. */
export const relationTo = async (
  snapshot: Snapshot,
  asking: Asking,
  caseId: CaseId,
): Promise<CaseRelation | undefined> => {
  const found = await snapshot
    .selectFrom('cases')
    .select(['providerId', 'submittedAt'])
    .where('caseId', '=', caseId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  if (found.providerId === asking.viewer) return { as: 'provider' };
  if (found.submittedAt === null) return creatorOf(snapshot, asking, caseId);
  const [grant] = await grantsOn(snapshot, asking, caseId);
  if (grant !== undefined) return grant;
  return (await isLab(snapshot, asking, caseId)) ? { as: 'lab' } : undefined;
};

/** The grants of the case that work now for the person, in the order they were shared. */
export const grantsOn = async (
  snapshot: Snapshot,
  asking: Asking,
  caseId: CaseId,
  collaboratorId?: CollaboratorId,
): Promise<readonly Collaborating[]> => {
  const grants = visibleGrants(snapshot, asking)
    .innerJoin('cases as ofCase', (join) =>
      join.onRef('ofCase.patientId', '=', 'row.patientId').onRef('ofCase.caseId', '=', 'row.caseId'),
    )
    .where('ofCase.caseId', '=', caseId)
    .select(['row.collaboratorId', 'row.recipientId', 'row.recipientKind', 'row.pseudonymised', 'entry.permissions'])
    .orderBy('row.sharedPosition')
    .orderBy('row.collaboratorId');
  const rows = await (
    collaboratorId === undefined ? grants : grants.where('row.collaboratorId', '=', collaboratorId)
  ).execute();
  return rows.map((row) => ({
    as: 'collaborator',
    collaboratorId: row.collaboratorId,
    recipientId: row.recipientId,
    kind: row.recipientKind,
    permissions: parsed<readonly Permission[]>(row.permissions),
    pseudonymised: row.pseudonymised === 1,
  }));
};

/** Whether the person works for the lab, and both person and patient are known to their end. */
const isLab = async (snapshot: Snapshot, { viewer }: Asking, caseId: CaseId): Promise<boolean> => {
  const person = await snapshot
    .selectFrom('people')
    .select('roles')
    .where('personId', '=', viewer)
    .where('registered', '=', 1)
    .where(notParked('people', 'people.personId'))
    .where((where) =>
      where.exists(
        where
          .selectFrom('cases')
          .select('caseId')
          .where('caseId', '=', caseId)
          .where(notParked('patients', 'cases.patientId')),
      ),
    )
    .executeTakeFirst();
  return person !== undefined && parsed<readonly Role[]>(person.roles).includes('lab');
};
