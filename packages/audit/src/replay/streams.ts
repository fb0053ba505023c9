/** In which streams of the log there is something of a patient, and of all who had to do with them: told by the trail. */

import {
  accountStream,
  type CaseId,
  caseStream,
  conversationStream,
  type OrganisationId,
  organisationStream,
  type PatientId,
  patientStream,
  type PersonId,
  rosterStream,
} from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { AuditEntry } from '../entries/index.js';
import type { AuditTables } from '../entries/rows.js';

type Trail = Kysely<AuditTables>;

const NAMED = ['providerId', 'caseId', 'collaboratorId', 'recipientId', 'actorId', 'onBehalfOf'] as const;

/** Of the patient, their cases and conversations, and of the people, organisations and rosters that acted or were shared with. */
export const streamsOfPatient = async (trail: Trail, patientId: PatientId): Promise<readonly string[]> => {
  const named = await trail
    .selectFrom('auditEntries')
    .select(NAMED)
    .distinct()
    .where('patientId', '=', patientId)
    .execute();
  return [...new Set([patientStream(patientId), ...named.flatMap(streamsNamed)])];
};

/** An id may be a person's or an organisation's: a stream that is none is read as one without events. */
const streamsNamed = (entry: Pick<AuditEntry, (typeof NAMED)[number]>): readonly string[] => {
  const { providerId, caseId, collaboratorId, recipientId, actorId, onBehalfOf } = entry;
  const whoever = [providerId, recipientId, actorId, onBehalfOf].filter((id) => id !== null);
  return [
    ...(providerId === null ? [] : [rosterStream(providerId)]),
    ...(caseId === null ? [] : [caseStream(caseId)]),
    ...(caseId === null || collaboratorId === null ? [] : [conversationStream(caseId, collaboratorId)]),
    ...whoever.flatMap((id) => [accountStream(id as PersonId), organisationStream(id as OrganisationId)]),
  ];
};

/** Whose case it is; `undefined` where the trail knows none. */
export const patientOf = async (trail: Trail, caseId: CaseId): Promise<PatientId | undefined> => {
  const entry = await trail
    .selectFrom('auditEntries')
    .select('patientId')
    .where('caseId', '=', caseId)
    .where('patientId', 'is not', null)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return entry?.patientId ?? undefined;
};
