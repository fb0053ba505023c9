/** What Manage Collaborators answers, and an invitation as the invited person sees it. Rules: product.md B, C3, F3. */

import type {
  CollaboratorId,
  CollaboratorKind,
  ConsentPolicy,
  GrantEnd,
  Instant,
  InvitationId,
  Permission,
  Personal,
  ProviderId,
  RecipientId,
  ReviewRule,
} from '@konsil/domain';

/** Where a roster entry stands (B4, B6). `invitation-expired` by the clock alone. */
export type EntryState =
  | 'added'
  | 'invited'
  | 'invitation-expired'
  | 'invitation-declined'
  | 'invitation-withdrawn'
  | 'accepted'
  | 'paused'
  | 'removed';

/** The newest invitation of an entry. */
export interface EntryInvitation {
  readonly invitationId: InvitationId;
  readonly asks: 'complete-registration' | 'accept-responsibility';
  readonly invitedAt: Instant;
  /** Whole days since then. */
  readonly ageInDays: number;
  readonly expiresAt: Instant;
  /** The newest reminder that was sent, 0 before the first. */
  readonly reminders: number;
  /** When the next one is due; past while it is on its way. `null`: none follows. */
  readonly nextReminderAt: Instant | null;
}

/** What is shared without being asked (C3). */
export interface EntryRule {
  readonly current: boolean;
  readonly future: boolean;
  readonly pseudonymised: boolean;
  readonly ends: GrantEnd | null;
}

/** Grants that no event has ended, without those of archived cases. */
export interface EntryCases {
  readonly shared: number;
  /** The collaborator's turn. */
  readonly toEvaluate: number;
  /** The provider's turn: the collaborator is ready. */
  readonly ready: number;
}

export interface RosterEntry {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly kind: CollaboratorKind;
  /** Of the person or organisation; `null` where it is not known (yet). */
  readonly name: Personal<string> | null;
  readonly permissions: readonly Permission[];
  readonly rule: EntryRule;
  readonly state: EntryState;
  readonly addedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly removedAt: Instant | null;
  readonly invitation: EntryInvitation | null;
  readonly cases: EntryCases;
}

/** Manage Collaborators (F3). */
export interface Roster {
  readonly providerId: ProviderId;
  readonly policy: ConsentPolicy;
  readonly attestationVersion: string | null;
  readonly termsVersion: string | null;
  /** Copied into a case when its order is submitted (C7). */
  readonly reviewRule: ReviewRule;
  /** Whether messages may be sent to an engine for translation (E3). */
  readonly translationAllowed: boolean;
  readonly entries: readonly RosterEntry[];
  /** Revision of the roster's stream that this answer shows; -1: nothing recorded. */
  readonly revision: number;
}

/** An invitation as the invited person sees it. */
export interface InvitationRow {
  readonly invitationId: InvitationId;
  readonly providerId: ProviderId;
  readonly providerName: Personal<string> | null;
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly asks: 'complete-registration' | 'accept-responsibility';
  readonly expiresAt: Instant;
  readonly state: 'open' | 'expired' | 'accepted';
}
