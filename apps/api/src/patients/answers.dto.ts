/** What is answered about patients and their consents. */

import type { CaseId, ConsentId, PatientId, Personal, ProviderId, Purpose } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { Id, Moment, OneOf, PersonalDay, PersonalText, Place, Shape, Text, Word } from '../openapi/index.js';
import { Evidence } from './evidence.dto.js';
import { PURPOSES } from './dto.js';
import { type AnyRecipientRule, RECIPIENT_RULES } from './recipient-rules.dto.js';

const GIVERS = { patient: true, guardian: true } as const;

export class PatientName implements read.PatientName {
  @Id()
  readonly patientId!: PatientId;

  @PersonalText()
  readonly givenName!: Personal<string>;

  @PersonalText()
  readonly familyName!: Personal<string>;

  @PersonalDay()
  readonly birthDate!: Personal<string>;
}

export class Patients {
  @Shape(PatientName, { many: true })
  readonly patients!: readonly PatientName[];
}

export class Consent implements read.ConsentRow {
  @Id()
  readonly consentId!: ConsentId;

  @OneOf('of', RECIPIENT_RULES, { many: true, description: 'Who may have access' })
  readonly recipients!: readonly AnyRecipientRule[];

  @Word(PURPOSES, { many: true })
  readonly purposes!: readonly Purpose[];

  @Text({ description: 'Version of the text that was agreed to' })
  readonly textVersion!: string;

  @Shape(Evidence)
  readonly evidence!: Evidence;

  @Word(GIVERS)
  readonly givenBy!: keyof typeof GIVERS;

  @PersonalText({ nullable: true })
  readonly guardianName!: Personal<string> | null;

  @Moment({ description: 'When it was given' })
  readonly occurredAt!: string;

  @Moment({ nullable: true })
  readonly validUntil!: string | null;

  @Moment()
  readonly recordedAt!: string;
}

export class Withdrawal implements read.WithdrawalRow {
  @Id({ nullable: true, description: '`null`: what the provider attested was withdrawn' })
  readonly consentId!: ConsentId | null;

  @OneOf('of', RECIPIENT_RULES, { many: true, description: 'Whose access ended' })
  readonly recipients!: readonly AnyRecipientRule[];

  @Word(GIVERS)
  readonly declaredBy!: keyof typeof GIVERS;

  @Moment({ description: 'When it was declared' })
  readonly occurredAt!: string;

  @Moment()
  readonly recordedAt!: string;
}

export class PatientDetails extends PatientName implements read.PatientDetails {
  @Id()
  readonly providerId!: ProviderId;

  @Shape(Consent, { many: true })
  readonly consents!: readonly Consent[];

  @Shape(Withdrawal, { many: true })
  readonly withdrawals!: readonly Withdrawal[];

  @Id({ many: true })
  readonly caseIds!: readonly CaseId[];

  @Place({ description: "Of the patient's stream, as in `ETag`; -1: nothing recorded" })
  readonly revision!: number;
}

export class ConsentMade {
  @Id()
  readonly consentId!: ConsentId;
}
