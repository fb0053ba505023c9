/** What was recorded although the access it relied on had ended (docs/decisions/guards.md, The window that remains). */

import type { CaseId, EventType, Instant, PersonId, Refusal } from '@konsil/domain';

/** An event of a person who, where it stands in the log, no longer had the access for it. Ids only. */
export interface LateWrite {
  readonly position: number;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly recordedAt: Instant;
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly reason: Refusal | 'account-closed';
  /** The event that ended the access; null where none did, because the person never had it. */
  readonly ended: EndOfAccess | null;
}

export interface EndOfAccess {
  readonly position: number;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly recordedAt: Instant;
  /** Milliseconds from the end of the access to the late event, by the log's clock. */
  readonly msBefore: number;
}

export interface LateWritesQuestion {
  /** Recorded at or after. */
  readonly from?: Instant;
  /** Recorded before. */
  readonly to?: Instant;
}
