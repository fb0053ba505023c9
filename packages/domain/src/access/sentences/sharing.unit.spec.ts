import { describe, expect, it } from '@jest/globals';
import { aCase, jonasId, luis, meiId } from '../../testing/index.js';
import {
  all,
  ask,
  collaborator,
  colleagueWith,
  inEachPhase,
  type Line,
  no,
  type PhaseLine,
  provider,
  yes,
} from './ask.js';

describe('sharing a case (product.md C1, C4; domain-facts.md: collaborators manage no collaborators)', () => {
  it.each<PhaseLine>([
    ['the provider shares and ends shares, also when archived', provider, 'change-sharing', yes, yes, yes],
    ['a colleague with every permission shares nothing on', colleagueWith(...all), 'change-sharing', no, no, no],
    ['staff with every permission shares nothing', collaborator(jonasId, ...all), 'change-sharing', no, no, no],
    ['a mentor with every permission shares nothing', collaborator(meiId, ...all), 'change-sharing', no, no, no],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<Line>([
    ['the provider shares what nobody shares yet', provider, 'change-sharing', { on: aCase() }, yes],
    ['the provider asks through an entry too', provider, 'change-sharing', { through: luis.collaboratorId }, yes],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });

  it('says what a share shows: with or without identity data', () => {
    const pseudonymised = aCase().sharedWith(luis, { pseudonymised: true });
    const seen = (on: typeof pseudonymised) => ask(colleagueWith(), 'see-case', { on });
    expect(seen(pseudonymised)).toMatchObject({ standing: { grant: { pseudonymised: true } } });
    expect(seen(aCase().sharedWith(luis))).toMatchObject({ standing: { grant: { pseudonymised: false } } });
  });
});
