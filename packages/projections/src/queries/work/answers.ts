/** What there is to do, and what ends by itself. Rules: product.md B4, C4, D4, F4, G1. */

import type {
  CaseId,
  CollaboratorId,
  ConsentId,
  Instant,
  OrderNumber,
  Personal,
  ProviderId,
  RecipientId,
  TpsOrder,
} from '@konsil/domain';
import type { PatientName, TpsEntryPoint } from '../answers.js';
import type { Category, CollaboratorStatus } from '../vocabulary.js';

/** Part of a list in the order of time. */
export interface WorkPage<Row> {
  readonly rows: readonly Row[];
  /** Cursor of the page after, absent on the last one. Holds moments and ids alone. */
  readonly next?: string;
}

/** What a planning service was asked to do on one case. */
export interface TpsWorkRow {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  /** The service. */
  readonly recipientId: RecipientId;
  readonly providerId: ProviderId;
  readonly providerName: Personal<string> | null;
  readonly orderNumber: OrderNumber;
  /** `null` where the case is shared pseudonymised. */
  readonly patient: PatientName | null;
  readonly category: Category;
  readonly collaboratorStatus: CollaboratorStatus;
  readonly state: TpsOrder['state'];
  readonly entryPoint: TpsEntryPoint;
  readonly orderedAt: Instant;
  /** End of the tenth working day. */
  readonly dueAt: Instant;
  /** Still ordered, and past its due time. */
  readonly overdue: boolean;
  readonly endedAt: Instant | null;
}

/** A verdict that is awaited for longer than it should. */
export interface OverdueReviewRow {
  readonly caseId: CaseId;
  readonly orderNumber: OrderNumber;
  readonly patient: PatientName;
  readonly collaboratorId: CollaboratorId;
  /** Of the person or organisation; `null` where it is not known (yet). */
  readonly collaboratorName: Personal<string> | null;
  readonly setupVersion: number;
  /** When the collaborator's turn began. */
  readonly waitingSince: Instant;
  readonly dueAt: Instant;
  /** The provider was told of it. */
  readonly escalated: boolean;
}

/** What ends by itself, and when. */
export type DueRow =
  | {
      readonly what: 'invitation-expires';
      readonly at: Instant;
      readonly collaboratorId: CollaboratorId;
      readonly collaboratorName: Personal<string> | null;
    }
  | {
      readonly what: 'grant-ends';
      readonly at: Instant;
      readonly collaboratorId: CollaboratorId;
      readonly collaboratorName: Personal<string> | null;
      readonly caseId: CaseId;
      readonly orderNumber: OrderNumber;
      readonly patient: PatientName;
    }
  /** Access stands on it that nothing else carries further. */
  | {
      readonly what: 'consent-ends';
      readonly at: Instant;
      readonly consentId: ConsentId;
      readonly patient: PatientName;
    };
