import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  administrator,
  aRoster,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  person,
  petraId,
  planWellId,
} from '../../testing/index.js';
import {
  ask,
  cancelled,
  colleague,
  completed,
  inEachPhase,
  type Line,
  mentor,
  type PhaseLine,
  planner,
  provider,
  shared,
  staff,
  unknown,
  who,
  yes,
} from './ask.js';

const strangers = { roster: aRoster().build() };
const toLuisAlone = { on: aCase().sharedWith(luis) };

describe('who sees a case (domain-facts.md, Permissions)', () => {
  it.each<PhaseLine>([
    ['its provider, as long as there is a case', provider, 'see-case', yes, yes, yes],
    ['a colleague it is shared with', colleague, 'see-case', yes, yes, yes],
    ['practice staff it is shared with', staff, 'see-case', yes, yes, yes],
    ['a mentor it is shared with', mentor, 'see-case', yes, yes, yes],
    ['a planner of the service it is shared with', planner, 'see-case', yes, yes, yes],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<Line>([
    ['a completed case its collaborators', colleague, 'see-case', { on: completed }, yes],
    ['a cancelled case its collaborators', colleague, 'see-case', { on: cancelled }, yes],
    ['not a colleague it is not shared with', mentor, 'see-case', toLuisAlone, unknown('not-shared')],
    ['not the staff it is not shared with', staff, 'see-case', toLuisAlone, unknown('not-shared')],
    ['not a planner whose service it is not shared with', planner, 'see-case', toLuisAlone, unknown('not-shared')],
    [
      'not another provider, who is only another provider',
      who({ ...person(meiId), isProvider: true }),
      'see-case',
      strangers,
      unknown('no-relation'),
    ],
    [
      'not a provider who is collaborator of other cases',
      who({ ...person(meiId), isProvider: true }),
      'see-case',
      toLuisAlone,
      unknown('not-shared'),
    ],
    ['not a stranger', who(person(meiId)), 'see-case', strangers, unknown('no-relation')],
    ['not an administrator', who(administrator), 'see-case', {}, unknown('no-relation')],
    [
      'not an auditor, who reads the trail alone',
      who({ ...person(meiId), auditor: { scope: { of: 'everything' } } }),
      'see-case',
      strangers,
      unknown('no-relation'),
    ],
    ['not a rule', { actor: { kind: 'policy', name: 'policy:any' } }, 'see-case', {}, unknown('no-relation')],
    ['not the first start', { actor: { kind: 'setup' } }, 'see-case', {}, unknown('no-relation')],
    [
      'not who has not registered',
      who({ ...person(luisId), registered: false }),
      'see-case',
      {},
      unknown('not-registered'),
    ],
    [
      'not a provider who has not registered',
      who({ ...person(jonasId), registered: false }),
      'see-case',
      {},
      unknown('not-registered'),
    ],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });
});

describe('why somebody sees nothing who could see through two entries', () => {
  it('is what stands in the way of the share that there is, in whatever order they were added', () => {
    const second = { ...mei, recipientId: luisId };
    for (const [one, other] of [
      [luis, second],
      [second, luis],
    ] as const) {
      const roster = aRoster().with(one).with(other).paused(other).build();
      const on = aCase().sharedWith(other);
      expect(ask(who(person(luisId)), 'see-case', { roster, on })).toMatchObject(unknown('collaborator-paused'));
    }
  });
});

describe('through what somebody sees a case', () => {
  const standingOf = (...question: Parameters<typeof ask>) => {
    const judgement = ask(...question);
    return judgement.allowed ? judgement.standing : undefined;
  };

  it('the provider through nothing but owning it', () => {
    expect(standingOf(provider, 'see-case')).toEqual({ as: 'provider' });
  });

  it('a person through the grant to them, for nobody else', () => {
    const standing = standingOf(colleague, 'see-case');
    expect(standing).toMatchObject({ as: 'collaborator', grant: { collaboratorId: luis.collaboratorId } });
    expect(standing).toEqual(standingOf(colleague, 'see-case', { through: luis.collaboratorId }));
    expect(standing && 'onBehalfOf' in standing).toBe(false);
  });

  it('a planner through the grant to the service, for the service', () => {
    expect(standingOf(planner, 'see-case')).toMatchObject({ as: 'collaborator', onBehalfOf: planWellId });
  });

  it('somebody who has an entry and works for a service through either, or the one that is named', () => {
    const twice = aRoster()
      .with({ ...mei, recipientId: petraId })
      .with(jonas)
      .build();
    const on = aCase().sharedWith({ ...mei, recipientId: petraId });
    expect(standingOf(who(person(petraId)), 'see-case', { roster: twice, on })).toMatchObject({
      grant: { collaboratorId: mei.collaboratorId },
    });
    const asked = { roster: twice, on: shared, through: jonas.collaboratorId };
    expect(ask(who(person(petraId)), 'see-case', asked)).toMatchObject(unknown('no-relation'));
  });
});
