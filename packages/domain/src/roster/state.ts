/** One provider's roster: what the provider confirmed, and every entry that ever was. Rules: product.md B, C7, G2. */

import type { ReviewRule } from '../case/events.js';
import type { CollaboratorId, InvitationId, PersonId, ProviderId, RecipientId } from '../ids.js';
import type { Instant } from '../time.js';
import type { CollaboratorKind, ConsentPolicy, Permission, RosterEvent } from './events.js';

interface EntryFacts {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  readonly permissions: readonly Permission[];
}

/** Only an `active` entry sees anything (B5); a `removed` one never comes back (B6). */
export type RosterEntry =
  | (EntryFacts & { readonly status: 'added' })
  | (EntryFacts & {
      readonly status: 'invited';
      readonly invitationId: InvitationId;
      /** Judged by now: nothing happens at this moment, the invitation just can't be accepted any more. */
      readonly expiresAt: Instant;
    })
  | (EntryFacts & { readonly status: 'active'; readonly acceptedBy: PersonId })
  | (EntryFacts & { readonly status: 'removed' });

export type EntryStatus = RosterEntry['status'];

export interface RosterState {
  /** Unknown until the first event. */
  readonly providerId?: ProviderId;
  /** The newest attestation text that the provider confirmed. */
  readonly attestationVersion?: string;
  readonly termsVersion?: string;
  readonly policy: ConsentPolicy;
  /** Copied into a case when its order is submitted (C7). */
  readonly reviewRule: ReviewRule;
  readonly entries: Readonly<Record<CollaboratorId, RosterEntry>>;
}

export const emptyRoster: RosterState = { policy: 'attestation', reviewRule: { rule: 'any' }, entries: {} };

export const evolveRoster = (before: RosterState, event: RosterEvent): RosterState => {
  const state = { ...before, providerId: event.data.providerId };
  switch (event.type) {
    case 'PatientConsentAttested':
      return { ...state, attestationVersion: event.data.textVersion };
    case 'TermsAccepted':
      return { ...state, termsVersion: event.data.termsVersion };
    case 'ConsentPolicyChosen':
      return { ...state, policy: event.data.policy };
    case 'CollaboratorAdded': {
      const { collaboratorId, recipientId, recipientKind, permissions } = event.data;
      if (state.entries[collaboratorId]) return state;
      return withEntry(state, { status: 'added', collaboratorId, recipientId, recipientKind, permissions });
    }
    case 'CollaboratorInvited': {
      const { collaboratorId, invitationId, expiresAt } = event.data;
      return changeEntry(state, collaboratorId, (facts) => ({ ...facts, status: 'invited', invitationId, expiresAt }));
    }
    case 'InvitationAccepted': {
      const { collaboratorId, personId } = event.data;
      return changeEntry(state, collaboratorId, (facts) => ({ ...facts, status: 'active', acceptedBy: personId }));
    }
    case 'CollaboratorRemoved':
      return changeEntry(state, event.data.collaboratorId, (facts) => ({ ...facts, status: 'removed' }));
    default:
      return state;
  }
};

/** The entries that are not removed. */
export const presentEntries = (roster: RosterState): readonly RosterEntry[] =>
  Object.values(roster.entries).filter((entry) => entry.status !== 'removed');

const withEntry = (state: RosterState, entry: RosterEntry): RosterState => ({
  ...state,
  entries: { ...state.entries, [entry.collaboratorId]: entry },
});

const changeEntry = (
  state: RosterState,
  collaboratorId: CollaboratorId,
  change: (facts: EntryFacts) => RosterEntry,
): RosterState => {
  const entry = state.entries[collaboratorId];
  if (!entry || entry.status === 'removed') return state;
  const { recipientId, recipientKind, permissions } = entry;
  return withEntry(state, change({ collaboratorId, recipientId, recipientKind, permissions }));
};
