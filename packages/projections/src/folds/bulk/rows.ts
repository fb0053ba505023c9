/** Acts on many cases, and what became of each case, as rows. Rules: product.md C2. */

import type {
  BulkId,
  BulkOutcome,
  BulkTerms,
  CaseId,
  CollaboratorId,
  Instant,
  ProviderId,
  StartedBulk,
  UndoOutcome,
} from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';

export interface BulkActRow {
  readonly bulkId: BulkId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly terms: BulkTerms;
  readonly status: StartedBulk['status'];
  /** How many cases the preview listed. */
  readonly cases: number;
  /** What became of those that have had their turn. */
  readonly counts: Readonly<Record<BulkOutcome, number>>;
  readonly undoCounts: Readonly<Record<UndoOutcome, number>>;
  readonly startedAt: Instant;
  readonly completedAt: Instant | null;
  readonly undoStartedAt: Instant | null;
  readonly undoneAt: Instant | null;
}

/** What happened to one case of an act: it was listed, had its turn, and was restored. */
export interface BulkCaseRow {
  readonly bulkId: BulkId;
  readonly caseId: CaseId;
  readonly step: 'listed' | 'handled' | 'restored';
  /** Of its turn. */
  readonly outcome: BulkOutcome | null;
  /** Of the undo. */
  readonly undo: UndoOutcome | null;
  /** Of the refusal, where it was refused. */
  readonly code: string | null;
}

export interface BulkActTables {
  readonly bulkActs: BulkActRow;
}

export interface BulkCaseTables {
  readonly bulkCases: BulkCaseRow;
}

const text = { kind: 'text' } as const;
const json = { kind: 'json' } as const;
const optionalText = { kind: 'text', nullable: true } as const;

const bulkActs = {
  columns: {
    bulkId: text,
    providerId: text,
    collaboratorId: text,
    terms: json,
    status: text,
    cases: { kind: 'integer' },
    counts: json,
    undoCounts: json,
    startedAt: text,
    completedAt: optionalText,
    undoStartedAt: optionalText,
    undoneAt: optionalText,
  } satisfies ColumnsOf<BulkActRow>,
  primaryKey: ['bulkId'],
  indexes: [{ columns: ['providerId', 'startedAt', 'bulkId'] }],
} satisfies Table;

const bulkCases = {
  columns: {
    bulkId: text,
    caseId: text,
    step: text,
    outcome: optionalText,
    undo: optionalText,
    code: optionalText,
  } satisfies ColumnsOf<BulkCaseRow>,
  primaryKey: ['bulkId', 'caseId', 'step'],
} satisfies Table;

export const bulkActTables = { bulkActs };
export const bulkCaseTables = { bulkCases };
