import { describe, expect, it } from '@jest/globals';
import { everybody, luis, planWell } from '../../testing/index.js';
import {
  archived,
  ask,
  colleague,
  inEachPhase,
  lab,
  type Line,
  mentor,
  no,
  type PhaseLine,
  planner,
  provider,
  staff,
  unknown,
  yes,
} from './ask.js';

const withLuis = luis.collaboratorId;
const withPlanWell = { through: planWell.collaboratorId };

describe('the conversation of provider and colleague (product.md E1-E4)', () => {
  it.each<PhaseLine>([
    ['the provider reads it always', provider, 'see-conversation', yes, yes, yes],
    ['the colleague reads the whole of it always', colleague, 'see-conversation', yes, yes, yes],
    ['the lab reads none', lab, 'see-conversation', no, no, no],
    ['the provider writes until the case is archived', provider, 'post-message', yes, yes, archived],
    ['the colleague writes until the case is archived', colleague, 'post-message', yes, yes, archived],
    ['the lab writes none', lab, 'post-message', no, no, no],
    ['the provider marks as read always', provider, 'mark-messages-read', yes, yes, yes],
    ['the colleague marks as read always', colleague, 'mark-messages-read', yes, yes, yes],
    ['the lab marks nothing as read', lab, 'mark-messages-read', no, no, no],
    ['the provider has it translated, also when archived', provider, 'translate-message', yes, yes, yes],
    ['the colleague has it translated, also when archived', colleague, 'translate-message', yes, yes, yes],
    ['the lab has nothing translated', lab, 'translate-message', no, no, no],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act, withLuis)).toMatchObject(expected);
  });

  it.each<PhaseLine>([
    ['read', staff, 'see-conversation', unknown('no-relation'), unknown('no-relation'), unknown('no-relation')],
    ['written in', staff, 'post-message', unknown('no-relation'), unknown('no-relation'), unknown('no-relation')],
    ['marked', mentor, 'mark-messages-read', unknown('no-relation'), unknown('no-relation'), unknown('no-relation')],
    [
      'translated',
      planner,
      'translate-message',
      unknown('no-relation'),
      unknown('no-relation'),
      unknown('no-relation'),
    ],
  ])(
    'is not %s by another collaborator of the case, who must not know of it',
    (_sentence, asking, act, ...expected) => {
      expect(inEachPhase(asking, act, withLuis)).toMatchObject(expected);
    },
  );

  it.each<Line>([
    ['a planner reads the one of the service', planner, 'see-conversation', withPlanWell, yes],
    ['a planner writes in the one of the service', planner, 'post-message', withPlanWell, yes],
    [
      'a colleague does not read the one of the service',
      colleague,
      'see-conversation',
      withPlanWell,
      unknown('no-relation'),
    ],
    [
      'a removed colleague may not read the own one any more',
      colleague,
      'see-conversation',
      { through: withLuis, roster: everybody().without(luis).build() },
      unknown('collaborator-removed'),
    ],
    [
      'the provider still reads the one with a removed colleague',
      provider,
      'see-conversation',
      { through: withLuis, roster: everybody().without(luis).build() },
      yes,
    ],
    [
      'the provider writes before the invitation is accepted (B5)',
      provider,
      'post-message',
      { through: withLuis, roster: everybody().build() },
      yes,
    ],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });
});
