/** Entries of the audit trail. */

import type * as audit from '@konsil/audit';
import type {
  ActorRole,
  CaseId,
  CollaboratorId,
  ConsentId,
  EventType,
  PatientId,
  PersonId,
  ProviderId,
  RecipientId,
} from '@konsil/domain';
import { eventTypes } from '@konsil/domain';
import { Id, Moment, Place, Shape, Text, Word } from '../openapi/index.js';
import { ACTIONS, ACTOR_ROLES, LEGAL_BASES, OUTCOMES, PURPOSES } from './vocabulary.js';

/** Who did what to whose data, when and on what basis. No personal data but ids. */
export class AuditEntry implements audit.AuditEntry {
  @Place()
  readonly position!: number;

  @Id()
  readonly eventId!: string;

  @Word(eventTypes)
  readonly eventType!: EventType;

  @Moment()
  readonly recordedAt!: string;

  @Moment({ nullable: true, description: 'When it happened, where that was earlier' })
  readonly occurredAt!: string | null;

  @Text({ description: "A person's id, `policy:…` or `setup`" })
  readonly actorId!: string;

  @Word(ACTOR_ROLES)
  readonly actorRole!: ActorRole;

  @Id({ nullable: true })
  readonly onBehalfOf!: RecipientId | null;

  @Word(ACTIONS, { description: 'Created, read, updated, deleted, executed' })
  readonly action!: audit.AuditAction;

  @Word(OUTCOMES)
  readonly outcome!: audit.AuditOutcome;

  @Word(PURPOSES)
  readonly purpose!: audit.AuditPurpose;

  @Id({ nullable: true })
  readonly providerId!: ProviderId | null;

  @Id({ nullable: true })
  readonly patientId!: PatientId | null;

  @Id({ nullable: true })
  readonly caseId!: CaseId | null;

  @Id({ nullable: true })
  readonly collaboratorId!: CollaboratorId | null;

  @Id({ nullable: true, description: 'To whom data was disclosed, or whose access it is about' })
  readonly recipientId!: RecipientId | null;

  @Id({ nullable: true, description: 'Whom it is about, where that is a person and no patient' })
  readonly subjectId!: PersonId | null;

  @Word(LEGAL_BASES, { nullable: true, description: 'GDPR Art. 6' })
  readonly legalBasis!: audit.AuditEntry['legalBasis'];

  @Id({ nullable: true })
  readonly consentId!: ConsentId | null;

  @Text({ nullable: true, description: "Version of the consent's text" })
  readonly consentVersion!: string | null;

  @Id()
  readonly commandId!: string;
}

export class AuditPage implements audit.AuditPage {
  @Shape(AuditEntry, { many: true })
  readonly entries!: readonly AuditEntry[];

  @Text({ optional: true, description: '`cursor` of the page after; absent on the last one' })
  readonly next?: string;
}
