/** Acts on many cases: where each stands, and what became of each case. Rules: product.md C2. */

import type {
  BulkId,
  BulkOutcome,
  CaseId,
  CollaboratorId,
  GrantEnd,
  Instant,
  OrderNumber,
  Personal,
  Purpose,
  StartedBulk,
  UndoOutcome,
} from '@konsil/domain';
import type { PatientName } from '../answers.js';

export interface BulkAct {
  readonly bulkId: BulkId;
  readonly collaboratorId: CollaboratorId;
  /** Of the person or organisation; `null` where it is not known (yet). */
  readonly collaboratorName: Personal<string> | null;
  /** `null`: as for a single share. */
  readonly purpose: Purpose | null;
  readonly ends: GrantEnd | null;
  readonly pseudonymised: boolean;
  readonly status: StartedBulk['status'];
  /** How many cases the preview listed. */
  readonly cases: number;
  /** What became of those that have had their turn. */
  readonly counts: Readonly<Record<BulkOutcome, number>>;
  /** What the undo made of those that the act shared, as far as it has come. */
  readonly undoCounts: Readonly<Record<UndoOutcome, number>>;
  readonly startedAt: Instant;
  readonly completedAt: Instant | null;
  readonly undoStartedAt: Instant | null;
  readonly undoneAt: Instant | null;
}

export interface BulkCase {
  readonly caseId: CaseId;
  /** `null` where the case is not known (any more). */
  readonly orderNumber: OrderNumber | null;
  readonly patient: PatientName | null;
  /** `null`: it has not had its turn yet. */
  readonly outcome: BulkOutcome | null;
  /** Of the refusal. */
  readonly code: string | null;
  /** `null`: not undone, or not yet. */
  readonly undo: UndoOutcome | null;
}
