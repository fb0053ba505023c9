/** One provider's roster: what access joins to every grant. Rules: product.md B, G2, G3. */

import type { CollaboratorId, InvitationId, ProviderId, Recorded, RosterEvent } from '@konsil/domain';
import { changeEach, type Group, type KeyedFold } from '../../fold/index.js';
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
      const invitation = { invitationId, asks, expiresAt, invitedAt: event.recordedAt, ended: null };
      return changeEntry(group, collaboratorId, (entry) => ({ ...entry, invitation }));
    }
    case 'InvitationResent': {
      const { collaboratorId, invitationId, expiresAt } = event.data;
      const invitedAt = event.recordedAt;
      return changeEntry(group, collaboratorId, (entry) => ({
        ...entry,
        invitation: entry.invitation && { ...entry.invitation, invitationId, expiresAt, invitedAt, ended: null },
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
    case 'StandingRuleSet':
    case 'DefaultReviewRuleChosen':
    case 'TranslationAllowed':
      return group;
  }
};

const isRosterEvent = (event: Recorded): event is Recorded<RosterEvent> => event.stream.startsWith(PREFIX);

const changeProvider = (group: RosterGroup, providerId: ProviderId, values: Partial<ProviderRow>): RosterGroup => {
  const [before] = group.providers;
  const empty: ProviderRow = {
    providerId,
    policy: 'attestation',
    attestationVersion: null,
    termsVersion: null,
    revision: -1,
  };
  return { ...group, providers: [{ ...(before ?? empty), ...values }] };
};

const added = (group: RosterGroup, { data, recordedAt }: Recorded & { type: 'CollaboratorAdded' }): RosterGroup => {
  const { providerId, collaboratorId, recipientId, recipientKind, permissions } = data;
  if (group.rosterEntries.some((entry) => entry.collaboratorId === collaboratorId)) return group;
  const entry: RosterEntryRow = {
    ...{ providerId, collaboratorId, recipientId, recipientKind, permissions, addedAt: recordedAt },
    ...{ acceptedAt: null, removedAt: null, invitation: null, active: false },
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
    entry.collaboratorId === collaboratorId && entry.removedAt === null ? change(entry) : entry,
  ),
});

/** Only the newest invitation of an entry ends with it; one that was replaced has ended before. */
const endInvitation = (
  group: RosterGroup,
  { collaboratorId, invitationId }: { readonly collaboratorId: CollaboratorId; readonly invitationId: InvitationId },
  ended: NonNullable<Invitation['ended']>,
): RosterGroup =>
  changeEntry(group, collaboratorId, (entry) =>
    entry.invitation?.invitationId === invitationId ? { ...entry, invitation: { ...entry.invitation, ended } } : entry,
  );

export const rostersFold: KeyedFold<RosterTables> = {
  kind: 'keyed',
  name: 'rosters',
  version: 2,
  tables: rosterTables,
  categories: ['roster'],
  groupColumn: 'providerId',
  keys: (event) => (isRosterEvent(event) ? [event.data.providerId] : []),
  evolve,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
