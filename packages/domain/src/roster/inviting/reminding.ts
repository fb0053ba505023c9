/** What becomes of an invitation by itself: reminders, and its end. Rules: product.md B4, G3. */

import type { Command } from '../../decider.js';
import { demandPolicy, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId, InvitationId, ProviderId } from '../../ids.js';
import { demandPresent } from '../adding.js';
import type { RosterContext } from '../context.js';
import type { RosterEvent } from '../events.js';
import type { PresentEntry, RosterState } from '../state.js';
import { demandNotReplaced, demandOpen, notOpen, type Reminder, reminderDueAt } from './invitation.js';

interface OfInvitation {
  readonly collaboratorId: CollaboratorId;
  readonly invitationId: InvitationId;
}

export type RemindInvitation = Command<'RemindInvitation', OfInvitation & { readonly reminder: Reminder }>;
export type ExpireInvitation = Command<'ExpireInvitation', OfInvitation>;

/**
 * By a policy. A reminder may be left out, none is sent twice or after a later one.
 * @throws DomainError `ROSTER.REMINDER_SENT`, `ROSTER.REMINDER_NOT_DUE` (facts: `dueAt`), and for an invitation that is
 * not open what `notOpen` tells
 */
export const remindInvitation = (
  command: RemindInvitation,
  state: RosterState,
  context: RosterContext,
): readonly RosterEvent[] => {
  const { collaboratorId, invitationId, reminder } = command.data;
  const { entry, providerId } = demandNewest(command.data, state, context);
  const { expiresAt, reminders } = demandOpen(entry, context.now);
  if (reminder <= reminders) {
    throw new DomainError('ROSTER.REMINDER_SENT', 'This reminder has been sent, or a later one.', { reminder });
  }
  const dueAt = reminderDueAt(expiresAt, reminder);
  if (context.now < dueAt) {
    throw new DomainError('ROSTER.REMINDER_NOT_DUE', 'It is too early for this reminder.', { reminder, dueAt });
  }
  return [{ type: 'InvitationReminded', data: { providerId, collaboratorId, invitationId, reminder } }];
};

/**
 * By a policy: says in the log what has been so since `expiresAt`.
 * @throws DomainError `ROSTER.INVITATION_STILL_OPEN` before; where it was answered or withdrawn, what `notOpen` tells
 */
export const expireInvitation = (
  command: ExpireInvitation,
  state: RosterState,
  context: RosterContext,
): readonly RosterEvent[] => {
  const { collaboratorId, invitationId } = command.data;
  const { entry, providerId } = demandNewest(command.data, state, context);
  if (entry.status === 'expired') return [];
  if (entry.status !== 'invited') throw notOpen(entry);
  const { expiresAt } = entry;
  if (context.now < expiresAt) {
    throw new DomainError('ROSTER.INVITATION_STILL_OPEN', 'The invitation has not expired yet.', { expiresAt });
  }
  return [{ type: 'InvitationExpired', data: { providerId, collaboratorId, invitationId } }];
};

/** A policy acts, on the invitation that the entry has now. */
const demandNewest = (
  { collaboratorId, invitationId }: OfInvitation,
  state: RosterState,
  { actor }: RosterContext,
): { readonly entry: PresentEntry; readonly providerId: ProviderId } => {
  demandPolicy(actor);
  const { providerId } = state;
  if (providerId === undefined) throw notFound();
  const entry = demandPresent(state, collaboratorId);
  demandNotReplaced(entry, invitationId);
  return { entry, providerId };
};
