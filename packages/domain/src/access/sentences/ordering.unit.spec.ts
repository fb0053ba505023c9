import { describe, expect, it } from '@jest/globals';
import { jonasId, meiId } from '../../testing/index.js';
import {
  all,
  archived,
  collaborator,
  colleague,
  colleagueWith,
  colleagueWithout,
  held,
  inEachPhase,
  lacks,
  no,
  type PhaseLine,
  planner,
  provider,
  yes,
} from './ask.js';

const everyPermission = colleagueWith(...all);
const noRevisions = lacks('request-revisions');
const noOrders = lacks('add-orders');

describe('what is ordered on a case (domain-facts.md, Permissions; product.md B3, D1-D4)', () => {
  it.each<PhaseLine>([
    ['the provider asks for a revision, not on hold', provider, 'request-revision', yes, held, archived],
    [
      'a colleague with the permission asks for one',
      colleagueWith('request-revisions'),
      'request-revision',
      yes,
      held,
      archived,
    ],
    [
      'a mentor with the permission asks for one',
      collaborator(meiId, 'request-revisions'),
      'request-revision',
      yes,
      held,
      archived,
    ],
    [
      'a colleague with every other permission does not',
      colleagueWithout('request-revisions'),
      'request-revision',
      noRevisions,
      noRevisions,
      noRevisions,
    ],

    ['the provider orders a retainer, on closed cases too', provider, 'order-retainer', yes, yes, yes],
    ['a colleague with the permission orders one', colleagueWith('add-orders'), 'order-retainer', yes, yes, yes],
    ['staff with the permission orders one', collaborator(jonasId, 'add-orders'), 'order-retainer', yes, yes, yes],
    [
      'a colleague with every other permission orders none',
      colleagueWithout('add-orders'),
      'order-retainer',
      noOrders,
      noOrders,
      noOrders,
    ],

    ['the provider orders a replacement, not on hold', provider, 'order-replacement', yes, held, archived],
    ['a colleague with every permission does not', everyPermission, 'order-replacement', no, no, no],

    ['the provider orders planning', provider, 'order-tps', yes, yes, archived],
    ['a colleague with every permission orders no planning', everyPermission, 'order-tps', no, no, no],
    ['a planner says that the planning is done', planner, 'complete-tps', yes, yes, archived],
    ['a colleague may say so of planning asked of them', colleague, 'complete-tps', yes, yes, archived],
    ['the provider does not say so for the service', provider, 'complete-tps', no, no, no],
    ['the provider cancels the planning', provider, 'cancel-tps', yes, yes, archived],
    ['a planner with every permission does not cancel it', everyPermission, 'cancel-tps', no, no, no],

    ['the provider upgrades the case type', provider, 'upgrade-case-type', yes, yes, archived],
    ['a colleague with every permission accepts no price', everyPermission, 'upgrade-case-type', no, no, no],
    ['the provider moves the case to another practice', provider, 'change-practice', yes, yes, archived],
    ['a colleague with every permission does not', everyPermission, 'change-practice', no, no, no],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });
});
