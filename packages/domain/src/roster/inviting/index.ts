/** What becomes of an invitation. Rules: product.md B4, B5, B7, B8, G3. */

import type { Decisions } from '../../decider.js';
import type { RosterContext } from '../context.js';
import type { RosterEvent } from '../events.js';
import type { RosterState } from '../state.js';
import { acceptInvitation, type AcceptInvitation, declineInvitation, type DeclineInvitation } from './accepting.js';
import { expireInvitation, type ExpireInvitation, remindInvitation, type RemindInvitation } from './reminding.js';
import { resendInvitation, type ResendInvitation, withdrawInvitation, type WithdrawInvitation } from './resending.js';

export type InvitingCommand =
  AcceptInvitation | DeclineInvitation | ResendInvitation | WithdrawInvitation | RemindInvitation | ExpireInvitation;

export const invitingDecisions: Decisions<RosterState, InvitingCommand, RosterEvent, RosterContext> = {
  AcceptInvitation: acceptInvitation,
  DeclineInvitation: declineInvitation,
  ResendInvitation: resendInvitation,
  WithdrawInvitation: withdrawInvitation,
  RemindInvitation: remindInvitation,
  ExpireInvitation: expireInvitation,
};

export type { AcceptInvitation, DeclineInvitation } from './accepting.js';
export {
  INVITATION_DAYS,
  newestReminderDue,
  nextReminder,
  type Reminder,
  REMINDER_DAYS,
  reminderDueAt,
} from './invitation.js';
export type { ExpireInvitation, RemindInvitation } from './reminding.js';
export type { ResendInvitation, WithdrawInvitation } from './resending.js';
