/** Patients, for their provider alone. Rules: product.md D1, G1. */

import type { PatientId, PersonId, ProviderId } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import type { ConsentRow, PatientDetails, PatientLine, WithdrawalRow } from '../answers.js';
import { patientName } from '../lists/rows.js';
import { inSnapshot, parsed } from '../snapshot.js';

export const patient = (
  database: Kysely<StoreTables>,
  viewer: PersonId,
  patientId: PatientId,
): Promise<PatientDetails | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const found = await snapshot
      .selectFrom('patients')
      .selectAll()
      .where('patientId', '=', patientId)
      .where('providerId', '=', viewer)
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const cases = await snapshot
      .selectFrom('cases')
      .select('caseId')
      .where('patientId', '=', patientId)
      .orderBy('begunAt')
      .orderBy('caseId')
      .execute();
    return {
      ...patientName(found),
      providerId: found.providerId,
      consents: parsed<readonly ConsentRow[]>(found.consents),
      withdrawals: parsed<readonly WithdrawalRow[]>(found.withdrawals),
      caseIds: cases.map(({ caseId }) => caseId),
      revision: found.revision,
    };
  });

export const patients = async (
  database: Kysely<StoreTables>,
  providerId: ProviderId,
): Promise<readonly PatientLine[]> => {
  const rows = await database
    .selectFrom('patients')
    .select(['patientId', 'givenName', 'familyName', 'birthDate'])
    .where('providerId', '=', providerId)
    .orderBy('sortName')
    .orderBy('patientId')
    .execute();
  return rows.map(patientName);
};
