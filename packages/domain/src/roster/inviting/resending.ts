/** Inviting once more, and taking an invitation back. Rules: product.md B4. */

import type { Command } from '../../decider.js';
import type { CollaboratorId, InvitationId } from '../../ids.js';
import { demandPresent } from '../adding.js';
import type { RosterContext } from '../context.js';
import { demandOwnRoster } from '../entitling.js';
import type { RosterEvent } from '../events.js';
import type { RosterState } from '../state.js';
import { demandOpen, expiryOf, notOpen } from './invitation.js';

/** `invitationId`: a new one. */
export type ResendInvitation = Command<
  'ResendInvitation',
  { readonly collaboratorId: CollaboratorId; readonly invitationId: InvitationId }
>;
export type WithdrawInvitation = Command<'WithdrawInvitation', { readonly collaboratorId: CollaboratorId }>;

/**
 * By the provider: a new invitation with a new end and new reminders, whatever became of the one before, which can't be
 * accepted any more.
 * @throws DomainError `ROSTER.INVITATION_ACCEPTED` where there is nothing left to ask; for an invitation that came to
 * nothing and is named again, what became of it
 */
export const resendInvitation = (
  command: ResendInvitation,
  state: RosterState,
  { actor, now }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId, invitationId } = command.data;
  const entry = demandPresent(state, collaboratorId);
  if (!('invitationId' in entry)) throw notOpen(entry);
  const { invitationId: replaces } = entry;
  if (invitationId !== replaces) {
    const expiresAt = expiryOf(now);
    return [{ type: 'InvitationResent', data: { providerId, collaboratorId, invitationId, replaces, expiresAt } }];
  }
  demandOpen(entry, now);
  return [];
};

/** By the provider, while it is open. @throws DomainError for one that is not, as `notOpen` tells */
export const withdrawInvitation = (
  command: WithdrawInvitation,
  state: RosterState,
  { actor, now }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = demandPresent(state, collaboratorId);
  if (entry.status === 'withdrawn') return [];
  const { invitationId } = demandOpen(entry, now);
  return [{ type: 'InvitationWithdrawn', data: { providerId, collaboratorId, invitationId } }];
};
