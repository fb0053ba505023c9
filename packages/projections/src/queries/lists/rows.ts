/** From stored rows to rows of an answer. */

import { ERASED, type Personal } from '@konsil/domain';
import type { Stored } from '../../fold/index.js';
import type { GrantTableRow, PatientTableRow } from '../../folds/patients/rows.js';
import type { CaseCollaborator, PatientName } from '../answers.js';
import type { Snapshot } from '../snapshot.js';

/** A text column of personal data: `null` stands for erased. */
export const personal = <Text extends string>(text: Text | null): Personal<Text> => text ?? ERASED;

/** A joined name: `undefined` id means that there is no such person, practice or organisation (yet). */
export const joinedName = (id: string | null, name: string | null): Personal<string> | null =>
  id === null ? null : personal(name);

export const patientName = (
  row: Pick<Stored<PatientTableRow>, 'patientId' | 'givenName' | 'familyName' | 'birthDate'>,
): PatientName => ({
  patientId: row.patientId,
  givenName: personal(row.givenName),
  familyName: personal(row.familyName),
  birthDate: personal(row.birthDate),
});

type CollaboratorColumns = Pick<
  Stored<GrantTableRow>,
  'caseId' | 'collaboratorId' | 'recipientId' | 'recipientKind' | 'collaboratorStatus'
>;

export const toCollaborator = (row: CollaboratorColumns): CaseCollaborator => ({
  collaboratorId: row.collaboratorId,
  recipientId: row.recipientId,
  kind: row.recipientKind,
  status: row.collaboratorStatus,
});

/** The grants of the cases of one page, by case, in the order they were shared. */
export const collaboratorsOf = async (
  snapshot: Snapshot,
  cases: readonly Pick<Stored<GrantTableRow>, 'patientId' | 'caseId'>[],
): Promise<ReadonlyMap<string, readonly CaseCollaborator[]>> => {
  const byCase = new Map<string, CaseCollaborator[]>();
  if (cases.length === 0) return byCase;
  const grants = await snapshot
    .selectFrom('grants')
    .select(['caseId', 'collaboratorId', 'recipientId', 'recipientKind', 'collaboratorStatus'])
    .where('patientId', 'in', [...new Set(cases.map(({ patientId }) => patientId))])
    .where('caseId', 'in', [...new Set(cases.map(({ caseId }) => caseId))])
    .orderBy('sharedPosition')
    .orderBy('collaboratorId')
    .execute();
  for (const grant of grants) {
    const known = byCase.get(grant.caseId) ?? [];
    known.push(toCollaborator(grant));
    byCase.set(grant.caseId, known);
  }
  return byCase;
};
