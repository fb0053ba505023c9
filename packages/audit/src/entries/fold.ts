/** Every event as one entry of the audit trail. Rules: product.md G4. */

import type { DomainEvent, Recorded } from '@konsil/domain';
import type { AppendingFold } from '@konsil/projections';
import { meanings } from './actions.js';
import type { AuditEntry } from './answers.js';
import { auditTables, type AuditTables } from './rows.js';

type Told = Pick<
  AuditEntry,
  | 'occurredAt'
  | 'providerId'
  | 'patientId'
  | 'caseId'
  | 'collaboratorId'
  | 'recipientId'
  | 'subjectId'
  | 'legalBasis'
  | 'consentId'
  | 'consentVersion'
>;

/** What an event says of whom and on what basis; everything else is the same for all events. */
const told = (event: DomainEvent): Told => {
  const { data } = event;
  return {
    occurredAt: 'occurredAt' in data ? data.occurredAt : null,
    providerId: 'providerId' in data ? data.providerId : null,
    patientId: 'patientId' in data ? data.patientId : null,
    caseId: 'caseId' in data ? data.caseId : null,
    collaboratorId: 'collaboratorId' in data ? data.collaboratorId : null,
    recipientId: 'recipientId' in data ? data.recipientId : null,
    subjectId: 'personId' in data ? data.personId : 'readerId' in data ? data.readerId : null,
    ...basisOf(event),
  };
};

/** On which consent or attestation it stands. */
const basisOf = (event: DomainEvent): Pick<Told, 'legalBasis' | 'consentId' | 'consentVersion'> => {
  switch (event.type) {
    case 'CaseShared': {
      const { legalBasis, consentId = null, consentTextVersion, policy, attestationVersion } = event.data.basis;
      const attested = policy === 'attestation' ? attestationVersion : null;
      return { legalBasis, consentId, consentVersion: consentTextVersion ?? attested };
    }
    case 'ConsentGiven':
      return { legalBasis: null, consentId: event.data.consentId, consentVersion: event.data.textVersion };
    case 'ConsentWithdrawn':
      return { legalBasis: null, consentId: event.data.consentId ?? null, consentVersion: null };
    case 'PatientConsentAttested':
      return { legalBasis: null, consentId: null, consentVersion: event.data.textVersion };
    default:
      return { legalBasis: null, consentId: null, consentVersion: null };
  }
};

const rows = (event: Recorded): { auditEntries: readonly AuditEntry[] } => {
  const { position, id: eventId, type: eventType, recordedAt, metadata } = event;
  const { actor, commandId } = metadata;
  const entry: AuditEntry = {
    ...{ position, eventId, eventType, recordedAt, commandId, outcome: 'success' },
    ...{ actorId: actor.id, actorRole: actor.role, onBehalfOf: actor.onBehalfOf ?? null },
    ...meanings[eventType],
    ...(event.type === 'CaseShared' && { purpose: event.data.purpose }),
    ...told(event),
  };
  return { auditEntries: [entry] };
};

export const auditFold: AppendingFold<AuditTables> = {
  kind: 'appending',
  name: 'audit',
  version: 4,
  tables: auditTables,
  categories: ['account', 'organisation', 'roster', 'patient', 'case', 'conversation', 'bulk', 'operations'],
  rows,
};
