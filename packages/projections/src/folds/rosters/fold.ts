/** One provider's roster: what access joins to every grant. Rules: product.md B, G2, G3. */

import {
  type CollaboratorId,
  emptyRoster,
  type InvitationId,
  type ProviderId,
  type Recorded,
  type RosterEvent,
} from '@konsil/domain';
import { changeEach, type Group, type KeyedFold, withValues } from '../../fold/index.js';
import { type Invitation, type ProviderRow, type RosterEntryRow, type RosterTables, rosterTables } from './rows.js';

type RosterGroup = Group<RosterTables>;

const PREFIX = 'roster-';

const evolve = (before: RosterGroup, event: Recorded): RosterGroup => {
  if (!isRosterEvent(event)) return before;
  const { providerId } = event.data;
  const group = changeProvider(before, providerId, { revision: event.revision });
  switch (event.type) {
    case 'PatientConsentAttested':
      return changeProvider(group, providerId, { attestationVersion: event.data.textVersion });
    case 'TermsAccepted':
      return changeProvider(group, providerId, { termsVersion: event.data.termsVersion });
    case 'ConsentPolicyChosen':
      return changeProvider(group, providerId, { policy: event.data.policy });
    case 'CollaboratorAdded':
      return added(group, event);
    case 'CollaboratorInvited': {
      const { collaboratorId, invitationId, asks, expiresAt } = event.data;
      const invitation = { invitationId, asks, expiresAt, invitedAt: event.recordedAt, reminders: 0, ended: null };
      return changeEntry(group, collaboratorId, (entry) => ({ ...entry, invitation }));
    }
    case 'InvitationResent': {
      const { collaboratorId, invitationId, expiresAt } = event.data;
      const invitedAt = event.recordedAt;
      return changeEntry(group, collaboratorId, (entry) => ({
        ...entry,
        invitation: entry.invitation && {
          ...entry.invitation,
          ...{ invitationId, expiresAt, invitedAt, reminders: 0, ended: null },
        },
      }));
    }
    case 'InvitationDeclined':
      return endInvitation(group, event.data, 'declined');
    case 'InvitationWithdrawn':
      return endInvitation(group, event.data, 'withdrawn');
    case 'InvitationExpired':
      return endInvitation(group, event.data, 'expired');
    case 'InvitationAccepted':
      return changeEntry(group, event.data.collaboratorId, (entry) => ({
        ...entry,
        acceptedAt: event.recordedAt,
        active: true,
      }));
    case 'PermissionsChanged':
      return changeEntry(group, event.data.collaboratorId, (entry) => ({
        ...entry,
        permissions: event.data.permissions,
      }));
    case 'CollaboratorPaused':
    case 'CollaboratorResumed': {
      const active = event.type === 'CollaboratorResumed';
      return changeEntry(group, event.data.collaboratorId, (entry) =>
        entry.acceptedAt === null ? entry : { ...entry, active },
      );
    }
    case 'CollaboratorRemoved':
      return changeEntry(group, event.data.collaboratorId, (entry) => ({
        ...entry,
        removedAt: event.recordedAt,
        active: false,
      }));
    case 'InvitationReminded':
      return changeInvitation(group, event.data, (invitation) => ({ ...invitation, reminders: event.data.reminder }));
    case 'StandingRuleSet':
      return changeEntry(group, event.data.collaboratorId, (entry) => ({ ...entry, rule: event.data.rule }));
    case 'DefaultReviewRuleChosen':
      return changeProvider(group, providerId, { reviewRule: event.data.reviewRule });
    case 'TranslationAllowed':
      return changeProvider(group, providerId, { translationAllowed: event.data.allowed });
  }
};

const isRosterEvent = (event: Recorded): event is Recorded<RosterEvent> => event.stream.startsWith(PREFIX);

const changeProvider = (group: RosterGroup, providerId: ProviderId, values: Partial<ProviderRow>): RosterGroup => {
  const [before] = group.providers;
  const empty: ProviderRow = {
    providerId,
    policy: emptyRoster.policy,
    attestationVersion: null,
    termsVersion: null,
    reviewRule: emptyRoster.reviewRule,
    translationAllowed: emptyRoster.translationAllowed,
    revision: -1,
  };
  return { ...group, providers: [{ ...(before ?? empty), ...values }] };
};

const added = (group: RosterGroup, { data, recordedAt }: Recorded & { type: 'CollaboratorAdded' }): RosterGroup => {
  const { providerId, collaboratorId, recipientId, recipientKind, permissions } = data;
  if (group.rosterEntries.some((entry) => entry.collaboratorId === collaboratorId)) return group;
  const entry: RosterEntryRow = {
    ...{ providerId, collaboratorId, recipientId, recipientKind, permissions, addedAt: recordedAt },
    ...{ acceptedAt: null, removedAt: null, invitation: null, unansweredUntil: null, active: false },
    rule: { current: false, future: false },
  };
  return { ...group, rosterEntries: [...group.rosterEntries, entry] };
};

/** A removed entry never comes back (B6). */
const changeEntry = (
  group: RosterGroup,
  collaboratorId: string,
  change: (entry: RosterEntryRow) => RosterEntryRow,
): RosterGroup => ({
  ...group,
  rosterEntries: changeEach(group.rosterEntries, (entry) =>
    entry.collaboratorId === collaboratorId && entry.removedAt === null ? settled(change(entry)) : entry,
  ),
});

const settled = (entry: RosterEntryRow): RosterEntryRow => {
  const { invitation, acceptedAt, removedAt } = entry;
  const isOver = invitation === null || invitation.ended !== null || acceptedAt !== null || removedAt !== null;
  return withValues(entry, { unansweredUntil: isOver ? null : invitation.expiresAt });
};

interface OfInvitation {
  readonly collaboratorId: CollaboratorId;
  readonly invitationId: InvitationId;
}

/** Only the newest invitation of an entry; one that was replaced is over. */
const changeInvitation = (
  group: RosterGroup,
  { collaboratorId, invitationId }: OfInvitation,
  change: (invitation: Invitation) => Invitation,
): RosterGroup =>
  changeEntry(group, collaboratorId, (entry) =>
    entry.invitation?.invitationId === invitationId ? { ...entry, invitation: change(entry.invitation) } : entry,
  );

const endInvitation = (group: RosterGroup, of: OfInvitation, ended: NonNullable<Invitation['ended']>): RosterGroup =>
  changeInvitation(group, of, (invitation) => ({ ...invitation, ended }));

export const rostersFold: KeyedFold<RosterTables> = {
  kind: 'keyed',
  name: 'rosters',
  version: 3,
  tables: rosterTables,
  categories: ['roster'],
  groupColumn: 'providerId',
  keys: (event) => (isRosterEvent(event) ? [event.data.providerId] : []),
  evolve,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
