/** Accepting an invitation, and declining one. Rules: product.md B2, B4, B5, B7, B8, G3. */

import type { Command } from '../../decider.js';
import { demandPerson, notFound } from '../../demands.js';
import type { CollaboratorId, InvitationId, PersonId, ProviderId } from '../../ids.js';
import { isMember } from '../../organisation/state.js';
import { demandNotOneself, demandOnlyOnce } from '../adding.js';
import type { Recipient, RosterContext } from '../context.js';
import type { RosterEvent } from '../events.js';
import type { PresentEntry, RosterState } from '../state.js';
import { demandNotReplaced, demandOpen } from './invitation.js';

interface Answer {
  readonly collaboratorId: CollaboratorId;
  /** Which invitation is answered, where the answer comes from a link; absent: the newest one of the entry. */
  readonly invitationId?: InvitationId;
}

export type AcceptInvitation = Command<'AcceptInvitation', Answer>;
export type DeclineInvitation = Command<'DeclineInvitation', Answer>;

/**
 * By the invited person with a proved e-mail address, or by any member of the invited organisation.
 * @throws DomainError `ACCESS.NOT_FOUND` for everybody else; for an invitation that is not open what `notOpen` tells, and
 * `ROSTER.INVITATION_REPLACED`; `ROSTER.NOT_ONESELF`, `ROSTER.ALREADY_ADDED` (B7)
 */
export const acceptInvitation = (
  command: AcceptInvitation,
  state: RosterState,
  context: RosterContext,
): readonly RosterEvent[] => {
  const { entry, providerId, personId } = demandAsked(command.data, state, context);
  const { collaboratorId, recipientId } = entry;
  if (entry.status === 'active' || entry.status === 'paused') return [];
  const { invitationId } = demandOpen(entry, context.now);
  demandNotOneself(providerId, recipientId, context.recipient);
  demandOnlyOnce(state, recipientId, collaboratorId);
  return [{ type: 'InvitationAccepted', data: { providerId, collaboratorId, invitationId, personId } }];
};

/** By whoever could accept; the provider may invite again. @throws DomainError as accepting, but for `ALREADY_ADDED` */
export const declineInvitation = (
  command: DeclineInvitation,
  state: RosterState,
  context: RosterContext,
): readonly RosterEvent[] => {
  const { entry, providerId, personId } = demandAsked(command.data, state, context);
  const { collaboratorId } = entry;
  if (entry.status === 'declined') return [];
  const { invitationId } = demandOpen(entry, context.now);
  return [{ type: 'InvitationDeclined', data: { providerId, collaboratorId, invitationId, personId } }];
};

/** The actor is who was asked, or works for them, and is not the provider; the invitation has not been replaced. */
const demandAsked = (
  { collaboratorId, invitationId }: Answer,
  { entries, providerId }: RosterState,
  { actor, recipient }: RosterContext,
): { readonly entry: PresentEntry; readonly providerId: ProviderId; readonly personId: PersonId } => {
  const entry = entries[collaboratorId];
  if (actor.kind !== 'person' || !entry || entry.status === 'removed' || providerId === undefined) throw notFound();
  if (!isInvited(entry, actor.personId, recipient)) throw notFound();
  const { personId } = demandPerson(actor);
  demandNotOneself(providerId, personId);
  if (invitationId !== undefined) demandNotReplaced(entry, invitationId);
  return { entry, providerId, personId };
};

const isInvited = (entry: PresentEntry, personId: PersonId, recipient: Recipient | undefined): boolean =>
  entry.recipientId === personId ||
  (recipient?.of === 'organisation' &&
    recipient.organisation.status === 'registered' &&
    recipient.organisation.organisationId === entry.recipientId &&
    isMember(recipient.organisation, personId));
