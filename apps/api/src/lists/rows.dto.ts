/** Rows of Manage Orders and of the Collaborator Dashboard. */

import type {
  CaseId,
  CaseType,
  CollaboratorId,
  CollaboratorKind,
  OrderNumber,
  Personal,
  PracticeId,
  ProviderId,
  RecipientId,
  StatusIcon,
} from '@konsil/domain';
import type * as read from '@konsil/projections';
import { CASE_STATUSES, CASE_TYPES, CATEGORIES, COLLABORATOR_STATUSES } from '@konsil/projections';
import { Count, Id, Moment, PersonalText, Shape, Text, Word } from '../openapi/index.js';
import { PatientName } from '../patients/answers.dto.js';
import { COLLABORATOR_KINDS } from '../roster/dto.js';

const ICONS = {
  'grey-plus': true,
  hourglass: true,
  aligner: true,
  'check-mark': true,
  'double-check': true,
  'file-box': true,
  'speech-bubble': true,
} as const satisfies Readonly<Record<StatusIcon, true>>;

/** What every row of a case has. */
export class CaseRow implements Omit<read.OrderRow, 'patient' | 'collaborators'> {
  @Id()
  readonly caseId!: CaseId;

  @Id()
  readonly providerId!: ProviderId;

  @Text()
  readonly orderNumber!: OrderNumber;

  /** The newest thing that happened on the case of which the reader may know. */
  @Moment()
  readonly lastActivity!: string;

  @Word(CASE_STATUSES)
  readonly status!: read.CaseStatus;

  @Word(CATEGORIES)
  readonly category!: read.Category;

  @Word(CASE_TYPES, { nullable: true, description: '`null`: not chosen yet' })
  readonly caseType!: CaseType | null;

  @Id()
  readonly practiceId!: PracticeId;

  @PersonalText({ nullable: true })
  readonly practiceName!: Personal<string> | null;

  @Word(COLLABORATOR_STATUSES)
  readonly collaboratorStatus!: read.CollaboratorStatus;

  @Word(ICONS)
  readonly icon!: StatusIcon;

  @Count({ description: 'Messages not read; 100 means 100 or more' })
  readonly unread!: number;
}

export class CaseCollaborator implements read.CaseCollaborator {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'A person or an organisation' })
  readonly recipientId!: RecipientId;

  @Word(COLLABORATOR_KINDS)
  readonly kind!: CollaboratorKind;

  @Word(COLLABORATOR_STATUSES)
  readonly status!: read.CollaboratorStatus;
}

export class OrderRow extends CaseRow implements read.OrderRow {
  @Shape(PatientName)
  readonly patient!: PatientName;

  @Shape(CaseCollaborator, { many: true, description: 'In the order they were shared' })
  readonly collaborators!: readonly CaseCollaborator[];
}

export class CollaborationRow extends CaseRow implements read.CollaborationRow {
  @PersonalText({ nullable: true })
  readonly providerName!: Personal<string> | null;

  @Shape(PatientName, { nullable: true, description: '`null` where the case is shared pseudonymised' })
  readonly patient!: PatientName | null;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'The viewer, or the organisation they work for' })
  readonly recipientId!: RecipientId;
}
