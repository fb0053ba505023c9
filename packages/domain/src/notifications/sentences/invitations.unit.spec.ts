import { describe, expect, it } from '@jest/globals';
import { luis, luisId, petraId, planWell } from '../../testing/index.js';
import {
  asCollaborator,
  invitation,
  invited,
  type Line,
  recorded,
  reminded,
  resent,
  rule,
  told,
  view,
} from './tell.js';

const holds = (...[, event, known, expected]: Line): void => expect(told(event, known)).toEqual(expected);

describe('invitations (product.md B4)', () =>
  it.each<Line>([
    [
      'who is no provider yet is asked to complete the registration',
      recorded(invited(luis, 'complete-registration')),
      view(),
      ['complete-registration -> Luis'],
    ],
    [
      'who is one is asked to accept the responsibility',
      recorded(invited(luis, 'accept-responsibility')),
      view(),
      ['accept-responsibility -> Luis'],
    ],
    [
      'of an organisation every member is asked',
      recorded(invited(planWell, 'accept-responsibility')),
      view(),
      ['accept-responsibility -> Petra', 'accept-responsibility -> Paulo'],
    ],
    ['resent, it asks the same again', recorded(resent(luis)), view(), ['complete-registration -> Luis']],
    [
      'a reminder asks the same again',
      recorded(reminded(planWell), rule),
      view(),
      ['accept-responsibility -> Petra', 'accept-responsibility -> Paulo'],
    ],
    [
      'of an entry that is not known nobody is reminded',
      recorded(reminded(luis), rule),
      { entries: [], shares: [] },
      [],
    ],
    [
      'accepted: the provider is told, fellow members are not',
      recorded(
        { type: 'InvitationAccepted', data: { ...invitation(planWell), personId: petraId } },
        asCollaborator(petraId),
      ),
      view(),
      ['invitation-accepted -> Anna'],
    ],
    [
      'declined: the provider is told',
      recorded({ type: 'InvitationDeclined', data: { ...invitation(luis), personId: luisId } }, asCollaborator(luisId)),
      view(),
      ['invitation-declined -> Anna'],
    ],
    [
      'expired: the provider is told',
      recorded({ type: 'InvitationExpired', data: invitation(luis) }, rule),
      view(),
      ['invitation-expired -> Anna'],
    ],
    [
      'withdrawn: nobody is told',
      recorded({ type: 'InvitationWithdrawn', data: invitation(luis) }),
      view([], false),
      [],
    ],
  ])('%s', holds));
