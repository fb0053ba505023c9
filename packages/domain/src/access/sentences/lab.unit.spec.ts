import { describe, expect, it } from '@jest/globals';
import { aCase, anna, luisId, person } from '../../testing/index.js';
import {
  all,
  archived,
  ask,
  colleagueWith,
  held,
  inEachPhase,
  lab,
  type Line,
  no,
  type PhaseLine,
  provider,
  who,
  yes,
} from './ask.js';

const everyPermission = colleagueWith(...all);

describe('the lab (product.md Vocabulary, D2)', () => {
  it.each<PhaseLine>([
    ['sees every case', lab, 'see-case', yes, yes, yes],
    ['checks the records', lab, 'check-records', yes, yes, archived],
    ['publishes setups, not on hold', lab, 'publish-setup', yes, held, archived],
    ['ships, not on hold', lab, 'ship-order', yes, held, archived],
    ['holds the pen', lab, 'hold-pen', yes, yes, archived],
    ['shares nothing', lab, 'change-sharing', no, no, no],
    ['chooses no review rule', lab, 'choose-review-rule', no, no, no],
    ['gives no verdict', lab, 'mark-setup-ready', no, no, no],
    ['declines no setup', lab, 'decline-setup', no, no, no],
    ['sends nothing back', lab, 'send-setup-back', no, no, no],
    ['approves nothing', lab, 'approve-setup', no, no, no],
    ['asks for no revision', lab, 'request-revision', no, no, no],
    ['orders no retainer', lab, 'order-retainer', no, no, no],
    ['orders no replacement', lab, 'order-replacement', no, no, no],
    ['orders no planning', lab, 'order-tps', no, no, no],
    ['does not say that planning is done', lab, 'complete-tps', no, no, no],
    ['cancels no planning', lab, 'cancel-tps', no, no, no],
    ['upgrades no case type', lab, 'upgrade-case-type', no, no, no],
    ['moves no case to another practice', lab, 'change-practice', no, no, no],
    ['puts nothing on hold', lab, 'hold-case', no, no, no],
    ['completes no case', lab, 'complete-case', no, no, no],
    ['cancels no case', lab, 'cancel-case', no, no, no],
    ['closes no case', lab, 'close-case', no, no, no],
    ['reopens no case', lab, 'reopen-case', no, no, no],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<PhaseLine>([
    ['the provider checks no records', provider, 'check-records', no, no, no],
    ['a colleague with every permission checks none', everyPermission, 'check-records', no, no, no],
    ['the provider publishes no setup', provider, 'publish-setup', no, no, no],
    ['a colleague with every permission publishes none', everyPermission, 'publish-setup', no, no, no],
    ['the provider ships nothing', provider, 'ship-order', no, no, no],
    ['a colleague with every permission ships nothing', everyPermission, 'ship-order', no, no, no],
  ])("its work is nobody else's: %s", (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<Line>([
    ['a technician sees what is shared with nobody', lab, 'see-case', { on: aCase() }, yes],
    [
      'a provider who works for the lab publishes on the own case',
      who({ ...anna, roles: ['lab'] }),
      'publish-setup',
      {},
      yes,
    ],
    ['a colleague who works for the lab publishes', who(person(luisId, ['lab'])), 'publish-setup', {}, yes],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });

  it('is not told of a share: the standing is the part alone', () =>
    expect(ask(lab, 'see-case')).toEqual({ allowed: true, standing: { as: 'lab' } }));
});
