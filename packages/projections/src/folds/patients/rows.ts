/** A patient with consents, cases, grants and unread messages as rows: the main fold. Rules: product.md C, D3, E2, G1. */

import type {
  CalendarDate,
  CaseId,
  CaseType,
  CollaboratorId,
  CollaboratorKind,
  ConsentFacts,
  ConsentId,
  GrantEnd,
  Instant,
  OrderNumber,
  PatientId,
  PersonId,
  PracticeId,
  ProviderId,
  Purpose,
  RecipientId,
} from '@konsil/domain';
import type { ConsentRow, WithdrawalRow } from '../../queries/answers.js';
import type { CaseStatus, Category, CollaboratorStatus } from '../../queries/vocabulary.js';
import type { CasePageTableRow, TpsOrderTableRow } from './pages/rows.js';

export interface PatientTableRow {
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
  /** `null`: erased. */
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthDate: CalendarDate | null;
  readonly sortName: string;
  readonly consents: readonly ConsentRow[];
  readonly withdrawals: readonly WithdrawalRow[];
  /** What standing is judged from (G2). */
  readonly consentFacts: ConsentFacts;
  /** Revision of the patient's stream. */
  readonly revision: number;
}

/** What lists sort and filter by, the same on a case and on each of its grants. */
export interface Listed {
  readonly providerId: ProviderId;
  readonly practiceId: PracticeId;
  readonly practiceMark: number;
  readonly orderNumber: OrderNumber;
  readonly lastActivity: Instant;
  readonly status: CaseStatus;
  readonly statusRank: number;
  readonly category: Category;
  readonly categoryRank: number;
  readonly caseType: CaseType | null;
  /** 0 where none is chosen. */
  readonly caseTypeRank: number;
  /** Of a case: rolled up; of a grant: its collaborator's. */
  readonly collaboratorStatus: CollaboratorStatus;
  readonly collaboratorStatusRank: number;
  /** The patient's name as lists sort by it; empty where erased or pseudonymised. */
  readonly patientSort: string;
  /** Order number, with and without dashes, and the patient's name, lower case; without the name where pseudonymised. */
  readonly search: string;
  /**
   * At most 100. Of a case: what the provider has not read; of a grant: what its recipient has not read, of an organisation a
   * member who has read nothing.
   */
  readonly unread: number;
}

/** A case, from its draft on. What only its own page shows stands in {@link CasePageTableRow}. */
export interface CaseTableRow extends Listed {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  /** When it was drafted, or submitted where there was no draft. */
  readonly begunAt: Instant;
  readonly begunPosition: number;
  /** `null`: a draft, which its creator and the provider alone may see (D1). */
  readonly submittedAt: Instant | null;
  /** The entry of the collaborator who drafted it; `null` once it is submitted, and where the provider did. */
  readonly draftedThrough: CollaboratorId | null;
  /** How many grants stand. */
  readonly collaborators: number;
  /** Of the entries that they are to. */
  readonly sharedMask: number;
  /** Positions of the newest 100 messages to all conversations of the case. */
  readonly toAll: readonly number[];
  /** Revision of the case's stream. */
  readonly revision: number;
}

export interface GrantTableRow extends Listed {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly providerMark: number;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  /** What a consent has to cover. */
  readonly purpose: Purpose;
  readonly sharedAt: Instant;
  readonly sharedPosition: number;
  readonly ends: GrantEnd | null;
  /** The moment from which the grant works no more; `NO_END` where none is set. */
  readonly endsAt: Instant;
  readonly pseudonymised: boolean;
  /** A withdrawal or objection names the recipient: no access under any policy (G2). */
  readonly blocked: boolean;
  /** Until when consent covers the recipient, as the policy `per-patient` asks; empty: not at all. */
  readonly coveredUntil: Instant;
  /** Since when it is the collaborator's turn: the newest of share, version and send-back. Their acceptance may be later. */
  readonly turnSince: Instant;
  /** The same while their verdict is awaited, as far as events say; `null`: it is not (F4). */
  readonly awaitedSince: Instant | null;
}

/** A consent that ends by itself and on which somebody's access stands. */
export interface ConsentEndRow {
  readonly patientId: PatientId;
  readonly consentId: ConsentId;
  readonly providerId: ProviderId;
  readonly validUntil: Instant;
}

export interface ConversationTableRow {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  /** Positions of the newest 100 messages of each side. */
  readonly fromProvider: readonly number[];
  readonly fromCollaborator: readonly number[];
}

/** Up to where one reader has read one conversation. */
export interface ReadingMarkRow {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly readerId: PersonId;
  readonly upTo: number;
  /** What the other side has written since; at most 100. */
  readonly unread: number;
}

/** How many cases of a provider have these in common. */
export interface OrderCountRow {
  readonly providerId: ProviderId;
  readonly status: CaseStatus;
  readonly collaboratorStatus: CollaboratorStatus;
  /** Whether any message is unread. */
  readonly unread: boolean;
  readonly count: number;
}

/** How many grants to one recipient through one entry have these in common, whether they work now or not. */
export interface GrantCountRow {
  readonly recipientId: RecipientId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly recipientKind: CollaboratorKind;
  readonly blocked: boolean;
  /** Whether consent covers the recipient, until whenever that may be. */
  readonly coveredUntil: boolean;
  readonly status: CaseStatus;
  readonly collaboratorStatus: CollaboratorStatus;
  readonly unread: boolean;
  readonly count: number;
}

/** Kept by the store from the rows of {@link PatientTables}. */
export interface PatientCounters {
  readonly orderCounts: OrderCountRow;
  readonly grantCounts: GrantCountRow;
}

export interface PatientTables {
  readonly patients: PatientTableRow;
  readonly cases: CaseTableRow;
  readonly casePages: CasePageTableRow;
  readonly grants: GrantTableRow;
  readonly tpsOrders: TpsOrderTableRow;
  readonly consentEnds: ConsentEndRow;
  readonly conversations: ConversationTableRow;
  readonly readingMarks: ReadingMarkRow;
}
