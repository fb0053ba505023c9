/** Follows up invitations that nobody has answered. Rules: product.md B4, G3. */

import type { CollaboratorId, InvitationId, ProviderId } from '../ids.js';
import { newestReminderDue } from '../roster/inviting/invitation.js';
import type { RosterState } from '../roster/state.js';
import type { Instant } from '../time.js';
import type { DuePolicy } from './policy.js';

/** An invitation that no event has ended, whether its time has run out or not. */
export interface UnansweredInvitation {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly invitationId: InvitationId;
  readonly expiresAt: Instant;
  /** The newest reminder that was sent, 0 before the first. */
  readonly reminders: number;
}

/**
 * Reminds after 3, 7 and 15 days. What was missed while nothing ran is made up for by the newest reminder that is due, and
 * by that one alone; an invitation that has run out is not reminded of.
 */
export const remindOfInvitations: DuePolicy<UnansweredInvitation> = {
  name: 'policy:remind-of-invitations',
  due: ({ providerId, collaboratorId, invitationId, expiresAt, reminders }, now) => {
    const reminder = newestReminderDue(expiresAt, now);
    if (reminder === undefined || reminder <= reminders || expiresAt <= now) return [];
    const data = { collaboratorId, invitationId, reminder };
    return [{ on: { roster: providerId }, command: { type: 'RemindInvitation', data } }];
  },
};

/** Records that an invitation has run out, which it has whether this is recorded or not. */
export const expireInvitations: DuePolicy<UnansweredInvitation> = {
  name: 'policy:expire-invitations',
  due: ({ providerId, collaboratorId, invitationId, expiresAt }, now) =>
    now < expiresAt
      ? []
      : [{ on: { roster: providerId }, command: { type: 'ExpireInvitation', data: { collaboratorId, invitationId } } }],
};

/** The views of one folded roster, for who keeps no read model. */
export const unansweredInvitationsOf = ({ providerId, entries }: RosterState): readonly UnansweredInvitation[] =>
  Object.values(entries).flatMap((entry): readonly UnansweredInvitation[] => {
    if (providerId === undefined || entry.status !== 'invited') return [];
    const { collaboratorId, invitationId, expiresAt, reminders } = entry;
    return [{ providerId, collaboratorId, invitationId, expiresAt, reminders }];
  });
