import { describe, expect, it } from '@jest/globals';
import {
  aRoster,
  annaId,
  given,
  inDays,
  invitationOf,
  jonas,
  luis,
  newInvitationOf,
  onRoster,
} from '../../testing/index.js';
import { type ResendInvitation, rosterDecider, type WithdrawInvitation } from '../index.js';

const { collaboratorId } = luis;
const of = { providerId: annaId, collaboratorId };
const resend: ResendInvitation = {
  type: 'ResendInvitation',
  data: { collaboratorId, invitationId: newInvitationOf(luis) },
};
const withdraw: WithdrawInvitation = { type: 'WithdrawInvitation', data: { collaboratorId } };
const invited = aRoster().invited(luis);
const late = onRoster(undefined, { now: inDays(40) });

describe('resending an invitation (product.md B4)', () => {
  it('replaces the one before with a new one for 30 days, whether it is open or came to nothing', () => {
    for (const before of [invited, invited.declined(luis), invited.withdrawn(luis), invited.expired(luis)]) {
      given(rosterDecider, before.events)
        .when(resend, late)
        .then([
          {
            type: 'InvitationResent',
            data: {
              ...of,
              invitationId: newInvitationOf(luis),
              replaces: invitationOf(luis),
              expiresAt: inDays(70),
            },
          },
        ]);
    }
  });

  it('begins the reminders anew', () =>
    expect(invited.reminded(luis, 2).resent(luis).build().entries[collaboratorId]).toMatchObject({
      status: 'invited',
      reminders: 0,
    }));

  it('records nothing where that invitation is open already, and is refused where it came to nothing', () => {
    given(rosterDecider, invited.resent(luis).events).when(resend, onRoster()).thenNothing();
    const old: ResendInvitation = { ...resend, data: { collaboratorId, invitationId: invitationOf(luis) } };
    given(rosterDecider, invited.declined(luis).events)
      .when(old, onRoster())
      .thenRejected('ROSTER.INVITATION_DECLINED');
    given(rosterDecider, invited.events).when(old, late).thenRejected('ROSTER.INVITATION_EXPIRED');
  });

  it('is refused once it was accepted, and for who is not in the roster', () => {
    for (const accepted of [aRoster().with(luis), aRoster().with(luis).paused(luis)]) {
      given(rosterDecider, accepted.events).when(resend, onRoster()).thenRejected('ROSTER.INVITATION_ACCEPTED');
    }
    given(rosterDecider, invited.without(luis).events)
      .when(resend, onRoster())
      .thenRejected('ROSTER.COLLABORATOR_REMOVED', { collaboratorId });
    given(rosterDecider, aRoster().with(jonas).events)
      .when(resend, onRoster())
      .thenRejected('ROSTER.COLLABORATOR_UNKNOWN', { collaboratorId });
    given(rosterDecider, invited.events.slice(0, -1)).when(resend, onRoster()).thenRejected('ROSTER.NOT_INVITED');
  });
});

describe('withdrawing an invitation (product.md B4)', () => {
  it('is recorded once', () => {
    given(rosterDecider, invited.events)
      .when(withdraw, onRoster())
      .then([{ type: 'InvitationWithdrawn', data: { ...of, invitationId: invitationOf(luis) } }]);
    given(rosterDecider, invited.withdrawn(luis).events).when(withdraw, onRoster()).thenNothing();
  });

  it('withdraws the newest one', () =>
    given(rosterDecider, invited.resent(luis).events)
      .when(withdraw, onRoster())
      .then([{ type: 'InvitationWithdrawn', data: { ...of, invitationId: newInvitationOf(luis) } }]));

  it('is refused for one that is not open', () => {
    const refused = [
      [invited.declined(luis), 'ROSTER.INVITATION_DECLINED'],
      [invited.expired(luis), 'ROSTER.INVITATION_EXPIRED'],
      [aRoster().with(luis), 'ROSTER.INVITATION_ACCEPTED'],
      [aRoster().with(luis).without(luis), 'ROSTER.COLLABORATOR_REMOVED'],
      [aRoster(), 'ROSTER.COLLABORATOR_UNKNOWN'],
    ] as const;
    for (const [roster, code] of refused) {
      given(rosterDecider, roster.events).when(withdraw, onRoster()).thenRejected(code);
    }
    given(rosterDecider, invited.events).when(withdraw, late).thenRejected('ROSTER.INVITATION_EXPIRED');
  });
});

describe('an event that is not about the invitation of the entry', () => {
  it('changes nothing', () => {
    const again = invited.resent(luis);
    const accepted = aRoster().with(luis);
    for (const roster of [again, accepted]) {
      for (const late of [
        roster.declined(luis),
        roster.withdrawn(luis),
        roster.expired(luis),
        roster.reminded(luis, 3),
      ]) {
        expect(late.build()).toEqual(roster.build());
      }
    }
  });
});
