/** The audit trail as a table. */

import type { ColumnsOf, Table } from '@konsil/projections';
import type { AuditEntry } from './answers.js';

/** A type and not an interface, as Kysely asks of tables that are added to others. */
export type AuditTables = { readonly auditEntries: AuditEntry };

const text = { kind: 'text' } as const;
const optional = { kind: 'text', nullable: true } as const;

const auditEntries = {
  columns: {
    position: { kind: 'integer' },
    eventId: text,
    eventType: text,
    recordedAt: text,
    occurredAt: optional,
    actorId: text,
    actorRole: text,
    onBehalfOf: optional,
    action: text,
    outcome: text,
    purpose: text,
    providerId: optional,
    patientId: optional,
    caseId: optional,
    collaboratorId: optional,
    recipientId: optional,
    subjectId: optional,
    legalBasis: optional,
    consentId: optional,
    consentVersion: optional,
    commandId: text,
  } satisfies ColumnsOf<AuditEntry>,
  primaryKey: ['position'],
  // Each in the order of the position, as every index ends with the primary key.
  indexes: [
    { columns: ['patientId'] },
    { columns: ['caseId'] },
    // What an auditor may ask about is a choice of providers.
    { columns: ['providerId'] },
    { columns: ['actorId'] },
    { columns: ['recipientId'] },
    { columns: ['subjectId'] },
    { columns: ['onBehalfOf'] },
  ],
} satisfies Table;

export const auditTables = { auditEntries };
