/** Messages and the words of acts as rows. Rules: product.md C6, E. */

import type { CaseId, CollaboratorId, ConversationSide, Instant, MessageId, PatientId, PersonId } from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';
import type { MessageAct } from '../../queries/answers.js';

export interface MessageTableRow {
  readonly caseId: CaseId;
  readonly position: number;
  readonly messageId: MessageId;
  /** Whose conversation; `null`: every one of the case (the provider's decline). */
  readonly collaboratorId: CollaboratorId | null;
  readonly patientId: PatientId;
  readonly authorId: PersonId;
  readonly side: ConversationSide;
  readonly act: MessageAct;
  readonly setupVersion: number | null;
  /** `null`: erased. */
  readonly text: string | null;
  readonly corrects: MessageId | null;
  readonly recordedAt: Instant;
}

export interface MessageTables {
  readonly messages: MessageTableRow;
}

const messages = {
  columns: {
    caseId: { kind: 'text' },
    position: { kind: 'integer' },
    messageId: { kind: 'text' },
    collaboratorId: { kind: 'text', nullable: true },
    patientId: { kind: 'text' },
    authorId: { kind: 'text' },
    side: { kind: 'text' },
    act: { kind: 'text' },
    setupVersion: { kind: 'integer', nullable: true },
    text: { kind: 'text', nullable: true },
    corrects: { kind: 'text', nullable: true },
    recordedAt: { kind: 'text' },
  } satisfies ColumnsOf<MessageTableRow>,
  primaryKey: ['position'],
  // Of one case in the order of the primary key, as every index ends with it.
  indexes: [{ columns: ['caseId'] }],
} satisfies Table;

export const messageTables = { messages };
