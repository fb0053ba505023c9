/** Adding a collaborator. Rules: product.md B1-B4, B6-B8. */

import { isProviderAccount } from '../account/state.js';
import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId, InvitationId, ProviderId, RecipientId } from '../ids.js';
import { isMember } from '../organisation/state.js';
import type { Recipient, RosterContext } from './context.js';
import { demandConfirmed, demandOwnRoster } from './entitling.js';
import type { CollaboratorKind, Permission, RosterEvent } from './events.js';
import { expiryOf } from './inviting/invitation.js';
import { demandPermissions } from './permitting/permissions.js';
import { type PresentEntry, presentEntries, type RosterState } from './state.js';

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

/**
 * Adds and invites in one act. The same entry again records nothing; the same recipient under another id is refused.
 * @throws DomainError as {@link demandConfirmed} and `demandPermissions`; `ROSTER.COLLABORATOR_REMOVED` for the id of an
 * entry that was; `ROSTER.RECIPIENT_UNKNOWN`, `ROSTER.KIND_MISMATCH`, `ROSTER.NOT_ONESELF`, `ROSTER.ALREADY_ADDED`
 */
export const addCollaborator = (
  command: AddCollaborator,
  state: RosterState,
  { actor, now, recipient }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  demandConfirmed(state);
  const { collaboratorId, invitationId, recipientId, recipientKind } = command.data;
  const permissions = demandPermissions(command.data.permissions);
  const there = state.entries[collaboratorId];
  if (there?.status === 'removed') throw removed(collaboratorId);
  if (there?.recipientId === recipientId && there.recipientKind === recipientKind) return [];
  demandFits(recipient, recipientId, recipientKind);
  demandNotOneself(providerId, recipientId, recipient);
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
        expiresAt: expiryOf(now),
      },
    },
  ];
};

/**
 * A provider is never their own collaborator, also not as a member of an organisation (B7).
 * @throws DomainError `ROSTER.NOT_ONESELF`
 */
export const demandNotOneself = (providerId: ProviderId, recipientId: RecipientId, recipient?: Recipient): void => {
  const isOneself =
    recipientId === providerId || (recipient?.of === 'organisation' && isMember(recipient.organisation, providerId));
  if (isOneself) throw new DomainError('ROSTER.NOT_ONESELF', 'Nobody collaborates with themself.');
};

/** @throws DomainError `ROSTER.ALREADY_ADDED` where another entry that is not removed has the same recipient (B7). */
export const demandOnlyOnce = (state: RosterState, recipientId: RecipientId, except?: CollaboratorId): void => {
  const other = presentEntries(state).find(
    (entry) => entry.recipientId === recipientId && entry.collaboratorId !== except,
  );
  if (other) throw alreadyAdded(other.collaboratorId);
};

/** @throws DomainError `ROSTER.COLLABORATOR_UNKNOWN`, `ROSTER.COLLABORATOR_REMOVED` */
export const demandPresent = (state: RosterState, collaboratorId: CollaboratorId): PresentEntry => {
  const entry = state.entries[collaboratorId];
  if (!entry) throw collaboratorUnknown(collaboratorId);
  if (entry.status === 'removed') throw removed(collaboratorId);
  return entry;
};

/** For the roster's owner, who may know which entries there are. */
export const collaboratorUnknown = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.COLLABORATOR_UNKNOWN', 'The roster has no such collaborator.', { collaboratorId });

const removed = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.COLLABORATOR_REMOVED', 'This collaborator was removed; add them anew.', { collaboratorId });

const alreadyAdded = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('ROSTER.ALREADY_ADDED', 'The roster has this collaborator already.', { collaboratorId });

const isProvider = (recipient: Recipient | undefined): boolean =>
  recipient?.of === 'organisation' || isProviderAccount(recipient?.account);

/** A treatment-planning service is an organisation of that kind, everyone else a person who has an account, not a closed one. */
const demandFits = (recipient: Recipient | undefined, recipientId: RecipientId, kind: CollaboratorKind): void => {
  const known = recipient && (recipient.of === 'person' ? recipient.account : recipient.organisation);
  // Named one by one: what else an account or an organisation can come to, it is nobody to work with.
  if (!recipient || (known?.status !== 'provisioned' && known?.status !== 'registered')) throw recipientUnknown();
  const id = 'personId' in known ? known.personId : known.organisationId;
  if (id !== recipientId) throw recipientUnknown();
  const isPlanningService = 'kind' in known && known.kind === 'treatment-planning-service';
  if (kind === 'treatment-planning-service' ? !isPlanningService : recipient.of !== 'person') {
    throw new DomainError('ROSTER.KIND_MISMATCH', 'This kind of collaborator is another kind of recipient.', { kind });
  }
};

const recipientUnknown = (): DomainError =>
  new DomainError('ROSTER.RECIPIENT_UNKNOWN', 'Nobody is known under this id.');
