/** How long an invitation is open, when it is followed up, and why it can't be answered any more. Rules: product.md B4, G3. */

import { DomainError } from '../../errors.js';
import type { InvitationId } from '../../ids.js';
import { daysAfter, type Instant } from '../../time.js';
import type { PresentEntry } from '../state.js';

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 30;

/** The first, second or last reminder of one invitation. */
export type Reminder = 1 | 2 | 3;

/** Days from the invitation to each of its reminders. */
export const REMINDER_DAYS: Readonly<Record<Reminder, number>> = { 1: 3, 2: 7, 3: 15 };

type Invited = Extract<PresentEntry, { status: 'invited' }>;

/** When an invitation that is made now runs out. */
export const expiryOf = (now: Instant): Instant => daysAfter(now, INVITATION_DAYS);

/** When a reminder of an invitation may be sent; counted back from the end, which every invitation names. */
export const reminderDueAt = (expiresAt: Instant, reminder: Reminder): Instant =>
  daysAfter(expiresAt, REMINDER_DAYS[reminder] - INVITATION_DAYS);

/** The highest reminder whose time has come, so that those that were missed are not made up for one by one. */
export const newestReminderDue = (expiresAt: Instant, now: Instant): Reminder | undefined =>
  ([3, 2, 1] as const).find((reminder) => reminderDueAt(expiresAt, reminder) <= now);

/**
 * The reminder that is sent next of an invitation of which so many were sent: the newest whose time has come, else the first to
 * come. None after the last, and none once the invitation has run out.
 */
export const nextReminder = (expiresAt: Instant, sent: number, now: Instant): Reminder | undefined => {
  if (expiresAt <= now) return undefined;
  const due = newestReminderDue(expiresAt, now) ?? 0;
  return ([1, 2, 3] as const).find((reminder) => reminder > sent && reminder >= due);
};

/** Whether the invitation can be accepted now; judged by now, whatever events came (G3). */
export const isOpen = (entry: PresentEntry, now: Instant): entry is Invited =>
  entry.status === 'invited' && now < entry.expiresAt;

/** Whether the entry's invitation can't be accepted any more, recorded or not, and was not accepted. */
export const cameToNothing = (entry: PresentEntry, now: Instant): boolean =>
  'invitationId' in entry && !isOpen(entry, now);

/** @throws DomainError as {@link notOpen} tells, unless the invitation can be accepted now. */
export const demandOpen = (entry: PresentEntry, now: Instant): Invited => {
  if (!isOpen(entry, now)) throw notOpen(entry);
  return entry;
};

/** @throws DomainError `ROSTER.INVITATION_REPLACED` where another one stands in the place of the invitation that is meant. */
export const demandNotReplaced = (entry: PresentEntry, meant: InvitationId): void => {
  if ('invitationId' in entry && entry.invitationId !== meant) {
    throw new DomainError('ROSTER.INVITATION_REPLACED', 'A newer invitation has replaced this one.', {
      collaboratorId: entry.collaboratorId,
    });
  }
};

/**
 * Why an invitation that is not open is not: `ROSTER.INVITATION_EXPIRED` (also where no event has said so yet),
 * `_DECLINED`, `_WITHDRAWN`, `_ACCEPTED`, or `ROSTER.NOT_INVITED`.
 */
export const notOpen = (entry: PresentEntry): DomainError => {
  const { code, message } = reasons[entry.status];
  return new DomainError(code, message, {
    collaboratorId: entry.collaboratorId,
    ...('expiresAt' in entry && { expiresAt: entry.expiresAt }),
  });
};

interface Reason {
  readonly code: `ROSTER.${string}`;
  readonly message: string;
}

const expired: Reason = { code: 'ROSTER.INVITATION_EXPIRED', message: 'The invitation has expired.' };
const accepted: Reason = { code: 'ROSTER.INVITATION_ACCEPTED', message: 'The invitation has been accepted.' };

const reasons: Readonly<Record<PresentEntry['status'], Reason>> = {
  added: { code: 'ROSTER.NOT_INVITED', message: 'There is no invitation.' },
  invited: expired,
  expired,
  declined: { code: 'ROSTER.INVITATION_DECLINED', message: 'The invitation has been declined.' },
  withdrawn: { code: 'ROSTER.INVITATION_WITHDRAWN', message: 'The invitation has been withdrawn.' },
  active: accepted,
  paused: accepted,
};
