/** Adding a collaborator, and removing one. Rules: product.md B1-B3, B6-B8. */

import { isProviderAccount } from '../account/state.js';
import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId, InvitationId, ProviderId, RecipientId } from '../ids.js';
import { daysAfter } from '../time.js';
import type { Recipient, RosterContext } from './context.js';
import { demandConfirmed, demandOwnRoster } from './entitling.js';
import type { CollaboratorKind, Permission, RosterEvent } from './events.js';
import { presentEntries, type RosterState } from './state.js';

/** How long an invitation can be accepted (B4). */
export const INVITATION_DAYS = 30;

export type AddCollaborator = Command<
  'AddCollaborator',
  {
    readonly collaboratorId: CollaboratorId;
    readonly invitationId: InvitationId;
    readonly recipientId: RecipientId;
    readonly recipientKind: CollaboratorKind;
    readonly permissions: readonly Permission[];
  }
>;
export type RemoveCollaborator = Command<'RemoveCollaborator', { readonly collaboratorId: CollaboratorId }>;

/** Adds and invites in one act. The same entry again records nothing; the same recipient under another id is refused. */
export const addCollaborator = (
  command: AddCollaborator,
  state: RosterState,
  { actor, now, recipient }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  demandConfirmed(state);
  const { collaboratorId, invitationId, recipientId, recipientKind } = command.data;
  const permissions = [...new Set(command.data.permissions)];
  if (!permissions.includes('decline-setups')) {
    throw new DomainError('ROSTER.PERMISSION_MISSING', 'Every collaborator may decline setups at least.', {
      permission: 'decline-setups',
    });
  }
  demandFits(recipient, recipientId, recipientKind);
  demandNotOneself(providerId, recipientId);
  const there = state.entries[collaboratorId];
  if (there?.status === 'removed') throw removed(collaboratorId);
  if (there?.recipientId === recipientId && there.recipientKind === recipientKind) return [];
  demandOnlyOnce(state, recipientId);
  if (there) throw alreadyAdded(there.collaboratorId);
  return [
    { type: 'CollaboratorAdded', data: { providerId, collaboratorId, recipientId, recipientKind, permissions } },
    {
      type: 'CollaboratorInvited',
      data: {
        providerId,
        collaboratorId,
        invitationId,
        asks: isProvider(recipient) ? 'accept-responsibility' : 'complete-registration',
        expiresAt: daysAfter(now, INVITATION_DAYS),
      },
    },
  ];
};

/** Ends every access of the entry at once and for ever; an open invitation goes with it (B6). */
export const removeCollaborator = (
  command: RemoveCollaborator,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = state.entries[collaboratorId];
  if (!entry) throw collaboratorUnknown(collaboratorId);
  return entry.status === 'removed' ? [] : [{ type: 'CollaboratorRemoved', data: { providerId, collaboratorId } }];
};

/** @throws DomainError `ROSTER.NOT_ONESELF`: a provider is never their own collaborator (B7). */
export const demandNotOneself = (providerId: ProviderId, recipientId: RecipientId): void => {
  if (recipientId === providerId) throw new DomainError('ROSTER.NOT_ONESELF', 'Nobody collaborates with themself.');
};

/** @throws DomainError `ROSTER.ALREADY_ADDED` where another entry that is not removed has the same recipient (B7). */
export const demandOnlyOnce = (state: RosterState, recipientId: RecipientId, except?: CollaboratorId): void => {
  const other = presentEntries(state).find(
    (entry) => entry.recipientId === recipientId && entry.collaboratorId !== except,
  );
  if (other) throw alreadyAdded(other.collaboratorId);
};

/** For the roster's owner, who may know which entries there are. */
export const collaboratorUnknown = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.COLLABORATOR_UNKNOWN', 'The roster has no such collaborator.', { collaboratorId });

export const removed = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.COLLABORATOR_REMOVED', 'This collaborator was removed; add them anew.', { collaboratorId });

const alreadyAdded = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.ALREADY_ADDED', 'The roster has this collaborator already.', { collaboratorId });

const isProvider = (recipient: Recipient | undefined): boolean =>
  recipient?.of === 'organisation' || isProviderAccount(recipient?.account);

/** A treatment-planning service is an organisation of that kind, everyone else a person who has an account, not a closed one. */
const demandFits = (recipient: Recipient | undefined, recipientId: RecipientId, kind: CollaboratorKind): void => {
  const known = recipient && (recipient.of === 'person' ? recipient.account : recipient.organisation);
  if (!recipient || !known || known.status === 'none' || known.status === 'closed') throw recipientUnknown();
  const id = 'personId' in known ? known.personId : known.organisationId;
  if (id !== recipientId) throw recipientUnknown();
  const isPlanningService = 'kind' in known && known.kind === 'treatment-planning-service';
  if (kind === 'treatment-planning-service' ? !isPlanningService : recipient.of !== 'person') {
    throw new DomainError('ROSTER.KIND_MISMATCH', 'This kind of collaborator is another kind of recipient.', { kind });
  }
};

const recipientUnknown = (): DomainError =>
  new DomainError('ROSTER.RECIPIENT_UNKNOWN', 'Nobody is known under this id.');
