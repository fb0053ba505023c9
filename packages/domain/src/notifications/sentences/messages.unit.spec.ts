import { describe, expect, it } from '@jest/globals';
import { annaId, luis, luisId, mei, petraId, planWell } from '../../testing/index.js';
import { asCollaborator, declined, type Line, posted, recorded, revision, share, told, view } from './tell.js';

const holds = (...[, event, known, expected]: Line): void => expect(told(event, known)).toEqual(expected);

describe('messages-unread', () =>
  it.each<Line>([
    [
      'a collaborator’s message goes to the provider, not to fellow members',
      recorded(posted(planWell, petraId), asCollaborator(petraId)),
      view([share(planWell), share(luis)]),
      ['messages-unread -> Anna'],
    ],
    [
      'the provider’s message goes to every member, not to other collaborators',
      recorded(posted(planWell, annaId)),
      view([share(planWell), share(luis)]),
      ['messages-unread -> Petra', 'messages-unread -> Paulo'],
    ],
    ['not to who has not accepted', recorded(posted(luis, annaId)), view([share(luis, 'blind')]), []],
    [
      'the provider’s decline is to be read in every conversation',
      recorded(declined),
      view([share(luis), share(mei), share(planWell, 'blind')]),
      ['messages-unread -> Luis', 'messages-unread -> Mei'],
    ],
    [
      'so are the provider’s words for a revision',
      recorded(revision()),
      view([share(luis), share(mei, 'blind')]),
      ['messages-unread -> Luis'],
    ],
    [
      'a collaborator’s words for one go to the provider',
      recorded(revision(luis), asCollaborator(luisId)),
      view([share(luis), share(mei)]),
      ['messages-unread -> Anna'],
    ],
  ])('%s', holds));
