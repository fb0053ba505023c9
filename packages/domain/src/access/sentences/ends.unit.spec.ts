import { describe, expect, it } from '@jest/globals';
import type { CollaboratorId } from '../../ids.js';
import {
  aCase,
  annaId,
  aRoster,
  caseId,
  type Collaborator,
  everybody,
  inDays,
  invitationOf,
  jonasId,
  luis,
  luisId,
  patientId,
  person,
} from '../../testing/index.js';
import { ask, type Line, provider, type Situation, shared, unknown, who, yes } from './ask.js';

/** Luis with the permissions that the roster in question gives him. */
const himself = who(person(luisId));
const ofEntry = { providerId: annaId, collaboratorId: luis.collaboratorId };
const ofInvitation = { ...ofEntry, invitationId: invitationOf(luis) };
const invited = aRoster().invited(luis);
const paused = everybody().and({ type: 'CollaboratorPaused', data: ofEntry });
const anew: Collaborator = { ...luis, collaboratorId: 'anew' as CollaboratorId };
const untilApproved = aCase()
  .sharedWith(luis, { ends: { on: 'approval' } })
  .setup();
const untilTomorrow = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(1) } });
const ofGrant = { caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, recipientId: luisId };
const renewed = untilTomorrow.and({ type: 'GrantRenewed', data: { ...ofGrant, ends: { on: 'date', at: inDays(9) } } });
const roster = (built: ReturnType<typeof aRoster>): Situation => ({ roster: built.build() });

describe('who sees nothing yet, or nothing any more (product.md B4-B6, C4, G3)', () => {
  it.each<Line>([
    ['not before they have accepted', himself, 'see-case', roster(invited), unknown('not-accepted')],
    ['not before they have accepted: no message', himself, 'post-message', roster(invited), unknown('not-accepted')],
    [
      'not after they have declined the invitation',
      himself,
      'see-case',
      roster(invited.and({ type: 'InvitationDeclined', data: { ...ofInvitation, personId: luisId } })),
      unknown('not-accepted'),
    ],
    [
      'not after the invitation was withdrawn',
      himself,
      'see-case',
      roster(invited.and({ type: 'InvitationWithdrawn', data: ofInvitation })),
      unknown('not-accepted'),
    ],
    [
      'not after the invitation has expired',
      himself,
      'see-case',
      roster(invited.and({ type: 'InvitationExpired', data: ofInvitation })),
      unknown('not-accepted'),
    ],
    ['not while they are paused', himself, 'see-case', roster(paused), unknown('collaborator-paused')],
    ['no verdict while they are paused', himself, 'mark-setup-ready', roster(paused), unknown('collaborator-paused')],
    [
      'again once they are resumed',
      himself,
      'see-case',
      roster(paused.and({ type: 'CollaboratorResumed', data: ofEntry })),
      yes,
    ],
    [
      'not once they are removed',
      himself,
      'see-case',
      roster(everybody().without(luis)),
      unknown('collaborator-removed'),
    ],
    [
      'a removed colleague judges nothing',
      himself,
      'mark-setup-ready',
      roster(everybody().without(luis)),
      unknown('collaborator-removed'),
    ],
    [
      'a removed colleague orders nothing',
      himself,
      'order-retainer',
      roster(everybody().without(luis)),
      unknown('collaborator-removed'),
    ],
    [
      'who was paused and then removed is removed',
      himself,
      'see-case',
      roster(paused.without(luis)),
      unknown('collaborator-removed'),
    ],
    [
      'who was removed and added anew does not see what was shared before',
      himself,
      'see-case',
      roster(everybody().without(luis).with(anew)),
      unknown('collaborator-removed'),
    ],
    [
      'who was removed and added anew sees what is shared with the new entry',
      himself,
      'see-case',
      { ...roster(everybody().without(luis).with(anew)), on: shared.sharedWith(anew) },
      yes,
    ],
    ['not who it was taken back from', himself, 'see-case', { on: shared.unsharedFrom(luis) }, unknown('not-shared')],
    ['the others still', who(person(jonasId)), 'see-case', { on: shared.unsharedFrom(luis) }, yes],
    ['who it is shared with again', himself, 'see-case', { on: shared.unsharedFrom(luis).sharedWith(luis) }, yes],
    ['the provider always', provider, 'see-case', { on: shared.unsharedFrom(luis) }, yes],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });

  it.each<Line>([
    ['before it', himself, 'see-case', { on: untilTomorrow }, yes],
    [
      'not from that moment on, without any event',
      himself,
      'see-case',
      { on: untilTomorrow, now: inDays(1) },
      unknown('grant-ended'),
    ],
    ['no message either', himself, 'post-message', { on: untilTomorrow, now: inDays(1) }, unknown('grant-ended')],
    [
      'not once that was recorded',
      himself,
      'see-case',
      { on: untilTomorrow.and({ type: 'GrantExpired', data: ofGrant }), now: inDays(1) },
      unknown('not-shared'),
    ],
    ['longer where it was renewed', himself, 'see-case', { on: renewed, now: inDays(1) }, yes],
    ['and then until the new date', himself, 'see-case', { on: renewed, now: inDays(9) }, unknown('grant-ended')],
  ])('a share until a date: %s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });

  it.each<Line>([
    ['before', himself, 'see-case', { on: untilApproved }, yes],
    ['not after', himself, 'see-case', { on: untilApproved.approved() }, unknown('not-shared')],
    ['still after a decline', himself, 'see-case', { on: untilApproved.declined() }, yes],
    [
      'not after where it was renewed until then',
      himself,
      'see-case',
      {
        on: untilTomorrow
          .setup()
          .and({ type: 'GrantRenewed', data: { ...ofGrant, ends: { on: 'approval' } } })
          .approved(),
      },
      unknown('not-shared'),
    ],
  ])('a share until the approval: %s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });
});
