import { describe, expect, it } from '@jest/globals';
import {
  aRoster,
  annaId,
  given,
  inDays,
  invitationOf,
  luis,
  onRoster,
  type RosterBuilder,
} from '../../testing/index.js';
import { type ExpireInvitation, nextReminder, type Reminder, type RemindInvitation, rosterDecider } from '../index.js';

const { collaboratorId } = luis;
const ofInvitation = { collaboratorId, invitationId: invitationOf(luis) };
const remind = (reminder: Reminder): RemindInvitation => ({
  type: 'RemindInvitation',
  data: { ...ofInvitation, reminder },
});
const expire: ExpireInvitation = { type: 'ExpireInvitation', data: ofInvitation };
const rule = { kind: 'policy', name: 'policy:any' } as const;
const onDay = (days: number) => onRoster(rule, { now: inDays(days) });
const invited = aRoster().invited(luis);
const inRoster = (roster: RosterBuilder) => given(rosterDecider, roster.events);
const reminded = (reminder: Reminder) => ({
  type: 'InvitationReminded' as const,
  data: { providerId: annaId, ...ofInvitation, reminder },
});

describe('the next reminder of an invitation', () => {
  it.each([
    ['is the first to come', 0, 0, 1],
    ['is the first that was not sent', 0, 1, 2],
    ['is the one that is due', 4, 0, 1],
    ['is the newest that is due, where some were missed', 8, 0, 2],
    ['follows what was sent', 8, 2, 3],
    ['stays the last while it is due and not sent', 29, 1, 3],
    ['is none after the last', 16, 3, undefined],
    ['is none once the invitation has run out', 30, 0, undefined],
  ] as const)('%s', (_, days, sent, next) => expect(nextReminder(inDays(30), sent, inDays(days))).toBe(next));
});

describe('reminding of an invitation (product.md B4)', () => {
  it.each([
    [1, 3],
    [2, 7],
    [3, 15],
  ] as const)('reminder %i is due after %i days, not before', (reminder, days) => {
    inRoster(invited)
      .when(remind(reminder), onDay(days))
      .then([reminded(reminder)]);
    inRoster(invited)
      .when(remind(reminder), onRoster(rule, { now: inDays(days, '2026-03-02T08:59:59.999Z') }))
      .thenRejected('ROSTER.REMINDER_NOT_DUE', { dueAt: inDays(days) });
  });

  it('is never done twice, and never after a later one', () => {
    inRoster(invited.reminded(luis, 2))
      .when(remind(3), onDay(15))
      .then([reminded(3)]);
    for (const reminder of [1, 2] as const) {
      inRoster(invited.reminded(luis, 2))
        .when(remind(reminder), onDay(15))
        .thenRejected('ROSTER.REMINDER_SENT', { reminder });
    }
  });

  it('is refused for an invitation that has run out, was answered, withdrawn or replaced', () => {
    inRoster(invited).when(remind(3), onDay(30)).thenRejected('ROSTER.INVITATION_EXPIRED');
    for (const [roster, code] of notOpen) inRoster(roster).when(remind(1), onDay(3)).thenRejected(code);
    inRoster(invited.expired(luis)).when(remind(1), onDay(3)).thenRejected('ROSTER.INVITATION_EXPIRED');
  });
});

describe('the end of an invitation (product.md B4, G3)', () => {
  it('is recorded once, from the 30th day on', () => {
    const event = { type: 'InvitationExpired', data: { providerId: annaId, ...ofInvitation } } as const;
    inRoster(invited).when(expire, onDay(30)).then([event]);
    inRoster(invited).when(expire, onDay(99)).then([event]);
    inRoster(invited.expired(luis)).when(expire, onDay(99)).thenNothing();
  });

  it('is refused before, and for one that was answered, withdrawn or replaced', () => {
    inRoster(invited)
      .when(expire, onRoster(rule, { now: inDays(30, '2026-03-02T08:59:59.999Z') }))
      .thenRejected('ROSTER.INVITATION_STILL_OPEN', { expiresAt: inDays(30) });
    for (const [roster, code] of notOpen) inRoster(roster).when(expire, onDay(30)).thenRejected(code);
  });
});

const notOpen = [
  [invited.declined(luis), 'ROSTER.INVITATION_DECLINED'],
  [invited.withdrawn(luis), 'ROSTER.INVITATION_WITHDRAWN'],
  [invited.resent(luis), 'ROSTER.INVITATION_REPLACED'],
  [aRoster().with(luis), 'ROSTER.INVITATION_ACCEPTED'],
  [aRoster().with(luis).paused(luis), 'ROSTER.INVITATION_ACCEPTED'],
  [invited.without(luis), 'ROSTER.COLLABORATOR_REMOVED'],
  [aRoster(), 'ROSTER.COLLABORATOR_UNKNOWN'],
  [{ ...aRoster(), events: [] }, 'ACCESS.NOT_FOUND'],
] as const;
