import { describe, expect, it } from '@jest/globals';
import { anna, luisId, meiId, person, petraId, jonasId } from '../../testing/index.js';
import {
  all,
  archived,
  ask,
  collaborator,
  colleague,
  colleagueWith,
  colleagueWithout,
  held,
  inEachPhase,
  lacks,
  type Line,
  mentor,
  no,
  type PhaseLine,
  planner,
  provider,
  staff,
  who,
  yes,
} from './ask.js';

const withoutDeclining = colleagueWithout('decline-setups');

describe('reviewing a setup (domain-facts.md, Permissions; product.md B3, C6-C9)', () => {
  it.each<PhaseLine>([
    ['a colleague marks it ready, also on hold', colleague, 'mark-setup-ready', yes, yes, archived],
    ['staff marks it ready', staff, 'mark-setup-ready', yes, yes, archived],
    ['a mentor marks it ready', mentor, 'mark-setup-ready', yes, yes, archived],
    ['a planner marks it ready', planner, 'mark-setup-ready', yes, yes, archived],
    ['the provider gives no verdict', provider, 'mark-setup-ready', no, no, no],

    ['the provider declines it', provider, 'decline-setup', yes, yes, archived],
    [
      'a colleague with the permission declines it',
      colleagueWith('decline-setups'),
      'decline-setup',
      yes,
      yes,
      archived,
    ],
    [
      'staff with the permission declines it',
      collaborator(jonasId, 'decline-setups'),
      'decline-setup',
      yes,
      yes,
      archived,
    ],
    [
      'a planner with the permission declines it',
      collaborator(petraId, 'decline-setups'),
      'decline-setup',
      yes,
      yes,
      archived,
    ],
    [
      'a colleague with every other permission does not decline it',
      withoutDeclining,
      'decline-setup',
      lacks('decline-setups'),
      lacks('decline-setups'),
      lacks('decline-setups'),
    ],

    ['the provider sends it back', provider, 'send-setup-back', yes, yes, archived],
    ['a colleague with every permission does not', colleagueWith(...all), 'send-setup-back', no, no, no],

    ['the provider approves it, not on hold: that starts the making', provider, 'approve-setup', yes, held, archived],
    ['a colleague with every permission approves nothing', colleagueWith(...all), 'approve-setup', no, no, no],
    ['staff with every permission approves nothing', collaborator(jonasId, ...all), 'approve-setup', no, no, no],
    ['a mentor with every permission approves nothing', collaborator(meiId, ...all), 'approve-setup', no, no, no],
    ['a planner with every permission approves nothing', collaborator(petraId, ...all), 'approve-setup', no, no, no],

    ['the provider chooses how verdicts roll up', provider, 'choose-review-rule', yes, yes, archived],
    ['a colleague with every permission does not', colleagueWith(...all), 'choose-review-rule', no, no, no],

    ['the provider holds the pen', provider, 'hold-pen', yes, yes, archived],
    ['a colleague holds it', colleague, 'hold-pen', yes, yes, archived],
    ['a planner holds it', planner, 'hold-pen', yes, yes, archived],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<Line>([
    [
      'a provider who works for the lab too gives no verdict on the own case',
      who({ ...anna, roles: ['lab'] }),
      'mark-setup-ready',
      {},
      no,
    ],
    ['a colleague who works for the lab too marks it ready', who(person(luisId, ['lab'])), 'mark-setup-ready', {}, yes],
    [
      'who lacks the permission is told so, also where they work for the lab',
      { ...withoutDeclining, actor: person(luisId, ['lab']) },
      'decline-setup',
      {},
      lacks('decline-setups'),
    ],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });
});
