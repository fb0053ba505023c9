/** What only the page of a case shows, and the orders of planning services. Rules: product.md C9, D2, D4, D5. */

import type {
  CaseId,
  CollaboratorId,
  DraftCase,
  Instant,
  OrderNumber,
  PatientId,
  Personal,
  ProviderId,
  SubmittedCase,
  TpsOrder,
} from '@konsil/domain';
import type { SetupRow, Shipment, TpsEntryPoint } from '../../../queries/answers.js';
import type { ColumnsOf, Table } from '../../../fold/index.js';

/** A case of which there is a row. */
export type LivingCase = DraftCase | SubmittedCase;

/** When the newest act of its sort was recorded, and why it was done. */
export interface Note {
  readonly at: Instant;
  readonly reason: Personal<string> | null;
}

/** Kept apart from what lists read, so that their rows stay small. */
export interface CasePageTableRow {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  /** The case as its decisions have it: status, orders, pen and planning are read from it and never worked out here. */
  readonly state: LivingCase;
  readonly setups: readonly SetupRow[];
  readonly orderedAt: Readonly<Record<OrderNumber, Instant>>;
  readonly shipments: readonly Shipment[];
  /** Records were asked for, rejected or found complete. */
  readonly records: Note | null;
  readonly hold: Note | null;
  readonly end: Note | null;
  /** The newest of what everybody who sees the case may know of; the provider's stands in the case's row. */
  readonly knownActivity: Instant;
}

/** The newest order of a planning service on a case. */
export interface TpsOrderTableRow {
  readonly patientId: PatientId;
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly providerId: ProviderId;
  readonly state: TpsOrder['state'];
  readonly dueAt: Instant;
  readonly entryPoint: TpsEntryPoint;
  readonly orderedAt: Instant;
  /** When it was completed or cancelled. */
  readonly endedAt: Instant | null;
}

const text = { kind: 'text' } as const;
const json = { kind: 'json' } as const;
const optionalJson = { kind: 'json', nullable: true } as const;

const casePages = {
  columns: {
    patientId: text,
    caseId: text,
    state: json,
    setups: json,
    orderedAt: json,
    shipments: json,
    records: optionalJson,
    hold: optionalJson,
    end: optionalJson,
    knownActivity: text,
  } satisfies ColumnsOf<CasePageTableRow>,
  primaryKey: ['patientId', 'caseId'],
  // Rows of 1.5 KB.
  numbered: true,
} satisfies Table;

const tpsOrders = {
  columns: {
    patientId: text,
    caseId: text,
    collaboratorId: text,
    providerId: text,
    state: text,
    dueAt: text,
    entryPoint: text,
    orderedAt: text,
    endedAt: { kind: 'text', nullable: true },
  } satisfies ColumnsOf<TpsOrderTableRow>,
  primaryKey: ['patientId', 'caseId', 'collaboratorId'],
  indexes: [{ columns: ['collaboratorId', 'state', 'dueAt', 'caseId'] }],
} satisfies Table;

export const pageTables = { casePages, tpsOrders };
