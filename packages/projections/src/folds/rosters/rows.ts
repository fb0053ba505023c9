/** One provider's roster as rows. Rules: product.md B, G2. */

import type {
  CollaboratorId,
  CollaboratorKind,
  ConsentPolicy,
  Instant,
  InvitationId,
  Permission,
  ProviderId,
  RecipientId,
  ReviewRule,
  StandingRule,
} from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';

export interface ProviderRow {
  readonly providerId: ProviderId;
  readonly policy: ConsentPolicy;
  readonly attestationVersion: string | null;
  readonly termsVersion: string | null;
  /** Copied into a case when its order is submitted (C7). */
  readonly reviewRule: ReviewRule;
  /** Whether messages may be sent to an engine (E3). */
  readonly translationAllowed: boolean;
  /** Revision of the roster's stream. */
  readonly revision: number;
}

export interface Invitation {
  readonly invitationId: InvitationId;
  readonly asks: 'complete-registration' | 'accept-responsibility';
  readonly expiresAt: Instant;
  readonly invitedAt: Instant;
  /** The newest reminder that was sent, 0 before the first. */
  readonly reminders: number;
  /** How it ended without being accepted; `null` while it can be, or was. */
  readonly ended: 'declined' | 'withdrawn' | 'expired' | null;
}

export interface RosterEntryRow {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  readonly permissions: readonly Permission[];
  /** What is shared without being asked (C3). */
  readonly rule: StandingRule;
  readonly addedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly removedAt: Instant | null;
  /** The newest invitation. */
  readonly invitation: Invitation | null;
  /** When the invitation runs out that no event has ended; `null`: there is none. */
  readonly unansweredUntil: Instant | null;
  /** Accepted, not paused and not removed: what every access by a collaborator asks (G3). */
  readonly active: boolean;
}

export interface RosterTables {
  readonly providers: ProviderRow;
  readonly rosterEntries: RosterEntryRow;
}

const providers = {
  columns: {
    providerId: { kind: 'text' },
    policy: { kind: 'text' },
    attestationVersion: { kind: 'text', nullable: true },
    termsVersion: { kind: 'text', nullable: true },
    reviewRule: { kind: 'json' },
    translationAllowed: { kind: 'boolean' },
    revision: { kind: 'integer' },
  } satisfies ColumnsOf<ProviderRow>,
  primaryKey: ['providerId'],
  tells: { whom: ['providerId'], columns: ['providerId', 'policy'] },
} satisfies Table;

const rosterEntries = {
  columns: {
    providerId: { kind: 'text' },
    collaboratorId: { kind: 'text' },
    recipientId: { kind: 'text' },
    recipientKind: { kind: 'text' },
    permissions: { kind: 'json' },
    rule: { kind: 'json' },
    addedAt: { kind: 'text' },
    acceptedAt: { kind: 'text', nullable: true },
    removedAt: { kind: 'text', nullable: true },
    invitation: { kind: 'json', nullable: true },
    unansweredUntil: { kind: 'text', nullable: true },
    active: { kind: 'boolean' },
  } satisfies ColumnsOf<RosterEntryRow>,
  primaryKey: ['providerId', 'collaboratorId'],
  indexes: [{ columns: ['recipientId'] }, { columns: ['unansweredUntil', 'collaboratorId'] }],
  tells: {
    whom: ['providerId', 'recipientId'],
    columns: ['providerId', 'recipientId', 'active'],
    judged: ['active'],
  },
} satisfies Table;

export const rosterTables = { providers, rosterEntries };
