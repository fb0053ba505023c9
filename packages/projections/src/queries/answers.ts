/** What queries answer. Pseudonymised rows hold no identity data anywhere (product.md C4). */

import type {
  AuditScope,
  CalendarDate,
  CaseId,
  CaseType,
  CollaboratorId,
  CollaboratorKind,
  ConsentEvidence,
  ConsentId,
  Instant,
  Language,
  OrderNumber,
  OrganisationId,
  OrganisationKind,
  PatientId,
  Personal,
  PersonId,
  PracticeId,
  ProviderId,
  Purpose,
  RecipientId,
  RecipientRule,
  Role,
  StatusIcon,
} from '@konsil/domain';
import type { CaseStatus, Category, CollaboratorStatus } from './vocabulary.js';

export type * from './bulk/answers.js';
export type * from './cases/answers.js';
export type * from './people/preferences-answers.js';
export type * from './people/roster-answers.js';

/** The patient's identity; each field may have been erased (G9). */
export interface PatientName {
  readonly patientId: PatientId;
  readonly givenName: Personal<string>;
  readonly familyName: Personal<string>;
  readonly birthDate: Personal<CalendarDate>;
}

/** One collaborator of a case, with the status derived for them (C6). */
export interface CaseCollaborator {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly kind: CollaboratorKind;
  readonly status: CollaboratorStatus;
}

export interface ListRow {
  readonly caseId: CaseId;
  readonly providerId: ProviderId;
  readonly orderNumber: OrderNumber;
  readonly lastActivity: Instant;
  readonly status: CaseStatus;
  readonly category: Category;
  readonly caseType: CaseType | null;
  readonly practiceId: PracticeId;
  /** `null` where the practice is not known (yet). */
  readonly practiceName: Personal<string> | null;
  readonly collaboratorStatus: CollaboratorStatus;
  readonly icon: StatusIcon;
  /** Messages the viewer has not read; 100 means 100 or more, shown as 99+ (E2). */
  readonly unread: number;
}

/** One row of Manage Orders. */
export interface OrderRow extends ListRow {
  readonly patient: PatientName;
  /** In the order they were shared. */
  readonly collaborators: readonly CaseCollaborator[];
}

/** One row of the Collaborator Dashboard. Two rows of one case: shared with the viewer and with their organisation. */
export interface CollaborationRow extends ListRow {
  readonly providerName: Personal<string> | null;
  /** `null` where the case is shared pseudonymised. */
  readonly patient: PatientName | null;
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
}

/** How many rows each quick filter would show by itself, whatever other filters and search are set. */
export interface QuickCounts {
  readonly all: number;
  readonly status: Readonly<Record<CaseStatus, number>>;
  readonly collaboratorStatus: Readonly<Record<CollaboratorStatus, number>>;
  readonly unread: number;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Cursor of the page after, absent on the last one. Holds sort values: personal data, to be encrypted on its way. */
  readonly next?: string;
  /** Rows that fit filters and search, counted up to 1,000; `more`: at least one more. */
  readonly total: { readonly count: number; readonly more: boolean };
  readonly counts: QuickCounts;
}

/** The cases that an act on all of them would be on. */
export interface MatchingOrders {
  readonly caseIds: readonly CaseId[];
  /** There are more than one act may be on. */
  readonly more: boolean;
}

export interface ConsentRow {
  readonly consentId: ConsentId;
  readonly recipients: readonly RecipientRule[];
  readonly purposes: readonly Purpose[];
  readonly textVersion: string;
  readonly evidence: ConsentEvidence;
  readonly givenBy: 'patient' | 'guardian';
  readonly guardianName: Personal<string> | null;
  readonly occurredAt: Instant;
  readonly validUntil: Instant | null;
  readonly recordedAt: Instant;
}

export interface WithdrawalRow {
  /** `null`: what the provider attested was withdrawn. */
  readonly consentId: ConsentId | null;
  readonly recipients: readonly RecipientRule[];
  readonly declaredBy: 'patient' | 'guardian';
  /** When it was declared. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** A patient with consents, for the provider alone. */
export interface PatientDetails extends PatientName {
  readonly providerId: ProviderId;
  readonly consents: readonly ConsentRow[];
  readonly withdrawals: readonly WithdrawalRow[];
  readonly caseIds: readonly CaseId[];
  readonly revision: number;
}

/** A line of a provider's list of patients. */
export type PatientLine = PatientName;

export interface PersonRow {
  readonly personId: PersonId;
  readonly name: Personal<string>;
  readonly language: Language;
  readonly registered: boolean;
  readonly roles: readonly Role[];
  /** Whether the person runs a practice: who does is a provider (A1). */
  readonly provider: boolean;
  readonly auditor: { readonly scope: AuditScope; readonly endsAt: Instant | null } | null;
}

export interface PracticeRow {
  readonly practiceId: PracticeId;
  readonly providerId: ProviderId;
  readonly name: Personal<string>;
}

export interface OrganisationRow {
  readonly organisationId: OrganisationId;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly members: readonly PersonId[];
}
