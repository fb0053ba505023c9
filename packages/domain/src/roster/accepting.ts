/** Accepting an invitation. Rules: product.md B2, B4, B5, B7, B8. */

import type { Command } from '../decider.js';
import { demandPerson, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId, PersonId } from '../ids.js';
import { isMember } from '../organisation/state.js';
import { demandNotOneself, demandOnlyOnce } from './adding.js';
import type { Recipient, RosterContext } from './context.js';
import type { RosterEvent } from './events.js';
import type { RosterEntry, RosterState } from './state.js';

export type AcceptInvitation = Command<'AcceptInvitation', { readonly collaboratorId: CollaboratorId }>;

/** By the invited person with a proved e-mail address, or by any member of the invited organisation. */
export const acceptInvitation = (
  command: AcceptInvitation,
  state: RosterState,
  { actor, now, recipient }: RosterContext,
): readonly RosterEvent[] => {
  const { collaboratorId } = command.data;
  const entry = state.entries[collaboratorId];
  if (actor.kind !== 'person' || !entry || entry.status === 'removed' || state.providerId === undefined)
    throw notFound();
  if (!isInvited(entry, actor.personId, recipient)) throw notFound();
  const { personId } = demandPerson(actor);
  demandNotOneself(state.providerId, personId);
  demandOnlyOnce(state, entry.recipientId, collaboratorId);
  if (entry.status === 'active') return [];
  if (entry.status !== 'invited') throw notFound();
  const { invitationId, expiresAt } = entry;
  if (expiresAt <= now)
    throw new DomainError('ROSTER.INVITATION_EXPIRED', 'The invitation has expired.', { expiresAt });
  return [
    { type: 'InvitationAccepted', data: { providerId: state.providerId, collaboratorId, invitationId, personId } },
  ];
};

const isInvited = (entry: RosterEntry, personId: PersonId, recipient: Recipient | undefined): boolean =>
  entry.recipientId === personId ||
  (recipient?.of === 'organisation' &&
    recipient.organisation.status === 'registered' &&
    recipient.organisation.organisationId === entry.recipientId &&
    isMember(recipient.organisation, personId));
