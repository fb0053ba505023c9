/** One case: its orders, its open grants, what its reviewers said, whose turn it is. Rules: product.md C, D. */

import type {
  BulkId,
  CaseId,
  CollaboratorId,
  MessageId,
  OrderNumber,
  PatientId,
  PracticeId,
  ProviderId,
  RecipientId,
} from '../ids.js';
import type { Purpose } from '../patient/events.js';
import type { CollaboratorKind } from '../roster/events.js';
import type { Instant } from '../time.js';
import type {
  AnyOrderKind,
  CaseType,
  Charge,
  GrantEnd,
  OrderKind,
  PenHolder,
  RecordItem,
  ReplacementCause,
} from './events/index.js';
import type { CaseFacts } from './facts/index.js';

/** A share that no event has ended. One with a date is dead from that date on without any event (G3). */
export interface Grant {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  /** What the data are shared for: a consent has to cover it. */
  readonly purpose: Purpose;
  readonly ends?: GrantEnd;
  /** The recipient sees the order number instead of the patient's identity data (C4). */
  readonly pseudonymised: boolean;
  /** The bulk act that made it, while nothing of it was changed since (C2). */
  readonly bulkId?: BulkId;
}

/** An order of the case and what of it has left the lab. What tells it from another under its number is kept with it. */
export interface Order {
  readonly orderNumber: OrderNumber;
  readonly kind: AnyOrderKind;
  /** How many phases have been shipped. */
  readonly phases: number;
  /** Nothing of it follows. */
  readonly shipped: boolean;
  /** When the newest phase left the lab. */
  readonly shippedAt?: Instant;
  /** The entry of the collaborator who ordered; absent where the provider did. */
  readonly through?: CollaboratorId;
  /** Of a revision and of a later retainer: whether the case type covered it. */
  readonly charge?: Charge;
  /** Of a revision: the words that say what the new setup shall change. */
  readonly messageId?: MessageId;
  /** Of a replacement: what is made again, and why. */
  readonly replaces?: Replaced;
}

export interface Replaced {
  readonly cause: ReplacementCause;
  /** Numbers of aligners, from 1, in order. */
  readonly aligners: readonly number[];
}

interface OfFirstOrder {
  readonly caseId: CaseId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
  readonly practiceId: PracticeId;
  /** Of the order that starts the case. */
  readonly orderNumber: OrderNumber;
  readonly kind: OrderKind;
  /** The entry of the collaborator who ordered; absent where the provider did. */
  readonly through?: CollaboratorId;
}

/** Seen by its creator and the provider alone (D1). */
export interface DraftCase extends OfFirstOrder {
  readonly status: 'draft';
  /** Its creator knows the patient without identity data (C4). */
  readonly pseudonymised?: true;
}

/** A draft that was never submitted; its id is not used again. */
export interface DiscardedCase extends OfFirstOrder {
  readonly status: 'discarded';
}

export interface SubmittedCase extends OfFirstOrder {
  readonly status: 'submitted';
  /** Every order, oldest first. */
  readonly orders: readonly Order[];
  readonly grants: Readonly<Record<CollaboratorId, Grant>>;
  /** Everybody with whom the case is or was shared: whose conversation there is. */
  readonly everSharedWith: readonly CollaboratorId[];
  /** The bulk act whose undo took back the entry's share: undoing it again finds nothing to do (C2). */
  readonly undone: Readonly<Record<CollaboratorId, BulkId>>;
  /** What the displayed status is derived from. */
  readonly facts: CaseFacts;
  /** When the lab made the newest version. */
  readonly setupMadeAt?: Instant;
  /** How many aligner sets the newest version takes, where the lab said so. */
  readonly alignerSets?: number;
  /** Chosen at approval. */
  readonly caseType?: CaseType;
  /** The first order or the revision that the newest approval set in motion. */
  readonly inProduction?: OrderNumber;
  /** What the lab asked for, or rejected, last. */
  readonly recordItems: readonly RecordItem[];
  /** When the first aligners left the lab: the validity of the case type runs from it. */
  readonly firstShippedAt?: Instant;
  /** Whose turn it is to change the plan; absent: free (C9). */
  readonly pen?: PenHolder;
  readonly tps: Readonly<Record<CollaboratorId, TpsOrder>>;
  /** Whose verdict on the newest version is overdue and was said to be. */
  readonly escalated: readonly CollaboratorId[];
  /** The words that acts were given with, by their id: where they stand (C6). */
  readonly words: Readonly<Record<MessageId, WordsSaid>>;
}

/** Words that an act was given with. */
export interface WordsSaid {
  /** In whose conversation they stand. */
  readonly in: CollaboratorId | 'everyone';
  /** They ask the lab for another version, and say what it shall change. */
  readonly toLab: boolean;
}

/** What a planning service was asked for (D4). */
export interface TpsOrder {
  readonly state: 'ordered' | 'completed' | 'cancelled';
  readonly dueAt: Instant;
}

export type CaseState = { readonly status: 'none' } | DraftCase | DiscardedCase | SubmittedCase;

export const noCase: CaseState = { status: 'none' };
