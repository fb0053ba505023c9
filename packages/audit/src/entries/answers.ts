/** The audit trail as it is asked and answered. Rules: product.md G4, G5; compliance.md (Audit trail). */

import type {
  ActorRole,
  CaseId,
  CollaboratorId,
  ConsentId,
  EventType,
  Instant,
  PatientId,
  PersonId,
  ProviderId,
  Purpose,
  RecipientId,
  SharingBasis,
} from '@konsil/domain';

/** What was done: created, read, updated, deleted, executed (as FHIR's AuditEvent has it). */
export type AuditAction = 'C' | 'R' | 'U' | 'D' | 'E';
export type AuditOutcome = 'success' | 'minor' | 'serious' | 'major';
/** Of a share what it says itself, of everything else what its kind is for. */
export type AuditPurpose = Purpose | 'patient-request' | 'operations';

/** One entry of the trail: who did what to whose data, when and on what basis. Holds no personal data but ids. */
export interface AuditEntry {
  readonly position: number;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly recordedAt: Instant;
  /** When the fact happened, where that was earlier than it was recorded. */
  readonly occurredAt: Instant | null;
  /** A person's id, `policy:…` or `setup`. */
  readonly actorId: string;
  readonly actorRole: ActorRole;
  readonly onBehalfOf: RecipientId | null;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly purpose: AuditPurpose;
  readonly providerId: ProviderId | null;
  readonly patientId: PatientId | null;
  readonly caseId: CaseId | null;
  readonly collaboratorId: CollaboratorId | null;
  /** To whom data was disclosed or whose access it is about. */
  readonly recipientId: RecipientId | null;
  /** Whom the event is about, where that is a person and not a patient. */
  readonly subjectId: PersonId | null;
  readonly legalBasis: SharingBasis['legalBasis'] | null;
  readonly consentId: ConsentId | null;
  /** Version of the consent's text. */
  readonly consentVersion: string | null;
  readonly commandId: string;
}

/** Every part narrows; without any, the whole trail. */
export interface AuditQuestion {
  readonly patientId?: PatientId;
  readonly caseId?: CaseId;
  /** As actor, recipient, subject or the one acted for. */
  readonly personId?: PersonId;
  /** Only of these providers (an auditor's scope). */
  readonly providerIds?: readonly ProviderId[];
  /** Recorded at or after. */
  readonly from?: Instant;
  /** Recorded before. */
  readonly to?: Instant;
  /** Default: oldest first. */
  readonly direction?: 'ascending' | 'descending';
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1 to 1,000, default 100. */
  readonly limit?: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next?: string;
}

export interface AuditQueries {
  /** @throws QueryError for a cursor or limit that is none. */
  auditEntries(question: AuditQuestion): Promise<AuditPage>;
}
