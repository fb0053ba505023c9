import { describe, expect, it } from '@jest/globals';
import { type RosterEvent, rosterDecider } from '../roster/index.js';
import {
  annaId,
  aRoster,
  inDays,
  invitationOf,
  jonas,
  luis,
  mei,
  newInvitationOf,
  onRoster,
  planWell,
  type RosterBuilder,
} from '../testing/index.js';
import type { Instant } from '../time.js';
import { expireInvitations, remindOfInvitations, unansweredInvitationsOf } from './index.js';

const policies = [remindOfInvitations, expireInvitations];

/** What the policies do with a roster at that moment, decided and recorded as their runner would. */
const run = (roster: RosterBuilder, now: Instant): RosterBuilder =>
  unansweredInvitationsOf(roster.build())
    .flatMap((view) => policies.flatMap(({ name, due }) => due(view, now).map((found) => ({ name, ...found }))))
    .reduce((after, { name, on, command }) => {
      expect(on).toEqual({ roster: annaId });
      const context = onRoster({ kind: 'policy', name }, { now });
      return after.and(...rosterDecider.decide(command as never, after.build(), context));
    }, roster);

/** What was recorded when the policies ran on these days after the invitation. */
const recordedOn = (roster: RosterBuilder, ...days: readonly number[]): readonly string[] => {
  let now = roster;
  const told: string[] = [];
  for (const day of days) {
    const next = run(now, inDays(day));
    for (const event of next.events.slice(now.events.length)) told.push(`${day}: ${toldOf(event)}`);
    now = next;
  }
  return told;
};
const toldOf = ({ type, data }: RosterEvent): string => ('reminder' in data ? `reminder ${data.reminder}` : type);

const everyDay = Array.from({ length: 40 }, (_, day) => day);
const invited = aRoster().invited(luis);

describe('an invitation that nobody answers (product.md B4, G3)', () => {
  it('is reminded of after 3, 7 and 15 days, and ends after 30', () =>
    expect(recordedOn(invited, ...everyDay)).toEqual([
      '3: reminder 1',
      '7: reminder 2',
      '15: reminder 3',
      '30: InvitationExpired',
    ]));

  it('gets one reminder for those that were missed, the newest', () => {
    expect(recordedOn(invited, 8, 9, 15)).toEqual(['8: reminder 2', '15: reminder 3']);
    expect(recordedOn(invited, 20, 21, 29)).toEqual(['20: reminder 3']);
    expect(recordedOn(invited, 3, 20, 29)).toEqual(['3: reminder 1', '20: reminder 3']);
  });

  it('is not reminded of once it has run out, only ended, also long after', () =>
    expect(recordedOn(invited, 31, 32)).toEqual(['31: InvitationExpired']));

  it('begins anew where it was sent again', () => {
    const resent: RosterEvent = {
      type: 'InvitationResent',
      data: {
        providerId: annaId,
        collaboratorId: luis.collaboratorId,
        invitationId: newInvitationOf(luis),
        replaces: invitationOf(luis),
        expiresAt: inDays(40),
      },
    };
    expect(recordedOn(invited.reminded(luis, 3).and(resent), 10, 12, 13, 17, 30, 40)).toEqual([
      '13: reminder 1',
      '17: reminder 2',
      '30: reminder 3',
      '40: InvitationExpired',
    ]);
  });

  it('is followed up for each collaborator on its own', () =>
    expect(recordedOn(invited.reminded(luis, 1).invited(planWell), 3, 7)).toEqual([
      '3: reminder 1',
      '7: reminder 2',
      '7: reminder 2',
    ]));
});

describe('an invitation that was answered, withdrawn or has ended', () => {
  it('is left alone', () => {
    const answered = invited.declined(luis).with(jonas).invited(mei).withdrawn(mei);
    const ended = answered.invited(planWell).expired(planWell);
    expect(recordedOn(ended, ...everyDay)).toEqual([]);
    expect(recordedOn(invited.without(luis), ...everyDay)).toEqual([]);
    expect(unansweredInvitationsOf(aRoster().build())).toEqual([]);
  });
});
