/** One provider's roster: what the provider confirmed, and every entry that ever was. Rules: product.md B, C7, G2. */

import type { ReviewRule } from '../case/events/index.js';
import type { CollaboratorId, InvitationId, PersonId, ProviderId, RecipientId } from '../ids.js';
import type { Instant } from '../time.js';
import type { CollaboratorKind, ConsentPolicy, Permission, RosterEvent, StandingRule } from './events.js';

interface EntryFacts {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  readonly permissions: readonly Permission[];
  /** What is shared without asking (C3). */
  readonly rule: StandingRule;
}

/** Only an `active` entry sees anything (B5); a `removed` one never comes back (B6). */
export type RosterEntry =
  | (EntryFacts & { readonly status: 'added' })
  | (EntryFacts & {
      readonly status: 'invited';
      readonly invitationId: InvitationId;
      /** Judged by now: nothing happens at this moment, the invitation just can't be accepted any more. */
      readonly expiresAt: Instant;
      /** How many reminders were sent of this invitation (B4). */
      readonly reminders: number;
    })
  /** The invitation came to nothing; another one may follow. */
  | (EntryFacts & {
      readonly status: 'declined' | 'withdrawn' | 'expired';
      readonly invitationId: InvitationId;
      readonly expiresAt: Instant;
    })
  | (EntryFacts & { readonly status: 'active' | 'paused'; readonly acceptedBy: PersonId })
  | (EntryFacts & { readonly status: 'removed' });

/** In the roster now, whether they have accepted or not. */
export type PresentEntry = Exclude<RosterEntry, { status: 'removed' }>;

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
  /** Whether messages may be sent to an engine for translation (E3). */
  readonly translationAllowed: boolean;
  readonly entries: Readonly<Record<CollaboratorId, RosterEntry>>;
}

export const emptyRoster: RosterState = {
  policy: 'attestation',
  reviewRule: { rule: 'any' },
  translationAllowed: false,
  entries: {},
};

const noRule: StandingRule = { current: false, future: false };

export const evolveRoster = (before: RosterState, event: RosterEvent): RosterState => {
  const state = { ...before, providerId: event.data.providerId };
  switch (event.type) {
    case 'PatientConsentAttested':
      return { ...state, attestationVersion: event.data.textVersion };
    case 'TermsAccepted':
      return { ...state, termsVersion: event.data.termsVersion };
    case 'ConsentPolicyChosen':
      return { ...state, policy: event.data.policy };
    case 'DefaultReviewRuleChosen':
      return { ...state, reviewRule: event.data.reviewRule };
    case 'TranslationAllowed':
      return { ...state, translationAllowed: event.data.allowed };
    case 'CollaboratorAdded': {
      const { collaboratorId, recipientId, recipientKind, permissions } = event.data;
      if (state.entries[collaboratorId]) return state;
      const entry = { collaboratorId, recipientId, recipientKind, permissions, rule: noRule };
      return withEntry(state, { status: 'added', ...entry });
    }
    default:
      return changeEntry(state, event.data.collaboratorId, (entry) => evolveEntry(entry, event));
  }
};

type EntryEvent = Extract<RosterEvent, { data: { collaboratorId: CollaboratorId } }>;

const evolveEntry = (entry: PresentEntry, event: EntryEvent): RosterEntry => {
  const { collaboratorId, recipientId, recipientKind, permissions, rule } = entry;
  const facts = { collaboratorId, recipientId, recipientKind, permissions, rule };
  switch (event.type) {
    case 'CollaboratorInvited':
    case 'InvitationResent': {
      if ('acceptedBy' in entry) return entry;
      const { invitationId, expiresAt } = event.data;
      return { ...facts, status: 'invited', invitationId, expiresAt, reminders: 0 };
    }
    case 'InvitationReminded': {
      const { reminder } = event.data;
      return isAbout(entry, event.data) && reminder > entry.reminders ? { ...entry, reminders: reminder } : entry;
    }
    case 'InvitationAccepted':
      return isAbout(entry, event.data) ? { ...facts, status: 'active', acceptedBy: event.data.personId } : entry;
    case 'InvitationDeclined':
      return isAbout(entry, event.data) ? cameToNothing(entry, 'declined') : entry;
    case 'InvitationWithdrawn':
      return isAbout(entry, event.data) ? cameToNothing(entry, 'withdrawn') : entry;
    case 'InvitationExpired':
      return isAbout(entry, event.data) ? cameToNothing(entry, 'expired') : entry;
    case 'PermissionsChanged':
      return { ...entry, permissions: event.data.permissions };
    case 'StandingRuleSet':
      return { ...entry, rule: event.data.rule };
    case 'CollaboratorPaused':
      return entry.status === 'active' ? { ...entry, status: 'paused' } : entry;
    case 'CollaboratorResumed':
      return entry.status === 'paused' ? { ...entry, status: 'active' } : entry;
    case 'CollaboratorRemoved':
      return { ...facts, status: 'removed' };
    default:
      return entry;
  }
};

type InvitedEntry = Extract<RosterEntry, { status: 'invited' }>;

/** The invitation is the one that the entry has now, and nothing has become of it. */
const isAbout = (
  entry: RosterEntry,
  { invitationId }: { readonly invitationId: InvitationId },
): entry is InvitedEntry => entry.status === 'invited' && entry.invitationId === invitationId;

const cameToNothing = (
  { reminders: _, ...entry }: InvitedEntry,
  status: 'declined' | 'withdrawn' | 'expired',
): RosterEntry => ({ ...entry, status });

export const presentEntries = (roster: RosterState): readonly PresentEntry[] =>
  Object.values(roster.entries).filter((entry) => entry.status !== 'removed');

const withEntry = (state: RosterState, entry: RosterEntry): RosterState => ({
  ...state,
  entries: { ...state.entries, [entry.collaboratorId]: entry },
});

const changeEntry = (
  state: RosterState,
  collaboratorId: CollaboratorId,
  change: (entry: PresentEntry) => RosterEntry,
): RosterState => {
  const entry = state.entries[collaboratorId];
  return !entry || entry.status === 'removed' ? state : withEntry(state, change(entry));
};
