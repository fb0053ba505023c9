/** What the page of a case and its conversations answer. Rules: product.md C6, C9, D1-D5, E. */

import type {
  AnyOrderKind,
  CaseId,
  Charge,
  CollaboratorId,
  CollaboratorKind,
  ConversationSide,
  Ending,
  EventOf,
  GrantEnd,
  Instant,
  LifeFacts,
  MessageId,
  OrderKind,
  OrderNumber,
  PenHolder,
  Permission,
  Personal,
  PersonId,
  RecipientId,
  RecordItem,
  ReviewRule,
  TpsOrder,
} from '@konsil/domain';
import type { CaseCollaborator, ListRow, PatientName } from '../answers.js';

export type SetupState = 'open' | 'declined' | 'approved' | 'superseded';

/** One judgement on a setup version: who and how, never the words (C6). */
export interface SetupVerdict {
  readonly collaboratorId: CollaboratorId;
  readonly personId: PersonId;
  readonly verdict: 'ready-for-approval' | 'declined';
  readonly at: Instant;
  /** The provider has sent it back to this collaborator since. */
  readonly sentBack: boolean;
}

export interface SetupRow {
  readonly version: number;
  readonly state: SetupState;
  readonly readyAt: Instant;
  readonly viewerUrl: Personal<string> | null;
  readonly verdicts: readonly SetupVerdict[];
}

/** Who may see a case, and as what. */
export type CaseRelation =
  | { readonly as: 'provider' }
  /** The lab works on every case (domain: `access/matrix.ts`). */
  | { readonly as: 'lab' }
  /** A grant, or of a draft who created it (D1). */
  | {
      readonly as: 'collaborator';
      readonly collaboratorId: CollaboratorId;
      readonly recipientId: RecipientId;
      readonly kind: CollaboratorKind;
      readonly permissions: readonly Permission[];
      readonly pseudonymised: boolean;
    };

/** One order of the case. */
export interface PlacedOrder {
  readonly orderNumber: OrderNumber;
  readonly kind: AnyOrderKind;
  readonly orderedAt: Instant;
  /** The entry of the collaborator who ordered; `null`: the provider did, or it is not the viewer's to know. */
  readonly through: CollaboratorId | null;
  /** `null` where nothing is charged apart, and where it is not the viewer's to know. */
  readonly charge: Charge | null;
  /** Nothing of it follows. */
  readonly shipped: boolean;
}

/** A phase of an order that has left the lab. */
export interface Shipment {
  readonly orderNumber: OrderNumber;
  readonly phase: number;
  readonly last: boolean;
  readonly shippedAt: Instant;
}

/** What the lab needs before it can plan. */
export interface RecordsState {
  readonly state: Exclude<LifeFacts['records'], 'unasked'>;
  /** What was asked for or rejected last. */
  readonly items: readonly RecordItem[];
  readonly reason: Personal<string> | null;
  readonly at: Instant;
}

export interface Hold {
  readonly since: Instant;
  readonly reason: Personal<string> | null;
}

export interface CaseEnd {
  readonly how: Ending;
  readonly at: Instant;
  readonly reason: Personal<string> | null;
}

/** At which of the three entry points a planning service was ordered (D4). */
export type TpsEntryPoint = EventOf<'TpsOrdered'>['data']['with'];

/** The newest order of one planning service. */
export interface PlannedBy {
  readonly collaboratorId: CollaboratorId;
  readonly state: TpsOrder['state'];
  readonly entryPoint: TpsEntryPoint;
  readonly orderedAt: Instant;
  readonly dueAt: Instant;
  readonly endedAt: Instant | null;
}

/**
 * The page of one case (D5), as far as the viewer is shown it (domain: `access/fields.ts`). `collaborators` and `planning`
 * hold a collaborator only their own, and the lab none; to the lab status and unread are the provider's.
 */
export interface CaseDetails extends ListRow {
  readonly relation: CaseRelation;
  readonly kind: OrderKind;
  /** `null`: a draft. */
  readonly submittedAt: Instant | null;
  readonly providerName: Personal<string> | null;
  readonly patient: PatientName | null;
  readonly reviewRule: ReviewRule | null;
  /** Oldest first; none of a draft. */
  readonly orders: readonly PlacedOrder[];
  readonly setups: readonly SetupRow[];
  /** What declines and revisions ask the lab to change, newest first, at most 20; only words that the viewer may read. */
  readonly changesAsked: readonly MessageRow[];
  readonly shipments: readonly Shipment[];
  /** Until when the case type is valid; `null` where it has not begun or has no end. */
  readonly caseTypeEndsAt: Instant | null;
  /** `null`: nothing was asked for. */
  readonly records: RecordsState | null;
  /** `null`: the case is not on hold. */
  readonly hold: Hold | null;
  /** `null`: it goes on. */
  readonly end: CaseEnd | null;
  /** Whose turn it is to change the plan; `null`: anybody's (C9). */
  readonly pen: PenHolder | null;
  readonly planning: readonly PlannedBy[];
  readonly collaborators: readonly (CaseCollaborator & {
    readonly pseudonymised: boolean;
    readonly ends: GrantEnd | null;
    readonly sharedAt: Instant;
  })[];
  /** Revision of the case's stream that this answer shows. */
  readonly revision: number;
}

/** A draft that the viewer created for a provider; a provider's own stand in Manage Orders (D1). */
export interface DraftRow {
  readonly caseId: CaseId;
  readonly providerId: EventOf<'OrderDrafted'>['data']['providerId'];
  readonly providerName: Personal<string> | null;
  readonly collaboratorId: CollaboratorId;
  readonly orderNumber: OrderNumber;
  readonly kind: OrderKind;
  readonly draftedAt: Instant;
  /** `null` where the creator knows the patient without identity data. */
  readonly patient: PatientName | null;
}

/** What a message stands for: written as such, or the words of an act (C6). */
export type MessageAct =
  'message' | 'marked-ready' | 'declined-by-collaborator' | 'sent-back' | 'declined' | 'revision-requested';

export interface MessageRow {
  readonly messageId: MessageId;
  readonly position: number;
  readonly recordedAt: Instant;
  readonly authorId: PersonId;
  readonly side: ConversationSide;
  readonly act: MessageAct;
  readonly setupVersion: number | null;
  readonly text: Personal<string>;
  readonly corrects: MessageId | null;
}

export interface Conversation {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  /** Newest first. */
  readonly messages: readonly MessageRow[];
  /** Ask again with `before` this position. */
  readonly before?: number;
  readonly unread: number;
  /** Position up to which the viewer has read, -1: nothing yet. */
  readonly readUpTo: number;
}
