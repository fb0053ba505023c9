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
} from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';

export interface ProviderRow {
  readonly providerId: ProviderId;
  readonly policy: ConsentPolicy;
  readonly attestationVersion: string | null;
  readonly termsVersion: string | null;
  /** Revision of the roster's stream. */
  readonly revision: number;
}

export interface Invitation {
  readonly invitationId: InvitationId;
  readonly asks: 'complete-registration' | 'accept-responsibility';
  readonly expiresAt: Instant;
  readonly invitedAt: Instant;
  /** How it ended without being accepted; `null` while it can be, or was. */
  readonly ended: 'declined' | 'withdrawn' | 'expired' | null;
}

export interface RosterEntryRow {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  readonly permissions: readonly Permission[];
  readonly addedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly removedAt: Instant | null;
  /** The newest invitation. */
  readonly invitation: Invitation | null;
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
    revision: { kind: 'integer' },
  } satisfies ColumnsOf<ProviderRow>,
  primaryKey: ['providerId'],
} satisfies Table;

const rosterEntries = {
  columns: {
    providerId: { kind: 'text' },
    collaboratorId: { kind: 'text' },
    recipientId: { kind: 'text' },
    recipientKind: { kind: 'text' },
    permissions: { kind: 'json' },
    addedAt: { kind: 'text' },
    acceptedAt: { kind: 'text', nullable: true },
    removedAt: { kind: 'text', nullable: true },
    invitation: { kind: 'json', nullable: true },
    active: { kind: 'boolean' },
  } satisfies ColumnsOf<RosterEntryRow>,
  primaryKey: ['providerId', 'collaboratorId'],
  indexes: [{ columns: ['recipientId'] }],
} satisfies Table;

export const rosterTables = { providers, rosterEntries };
