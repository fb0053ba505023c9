import { describe, expect, it } from '@jest/globals';
import { aCase, luis } from '../../testing/index.js';
import { type FieldGroup, fieldsShownTo } from '../index.js';
import { ask, colleague, lab, mentor, planner, provider, type Situation, staff, type Who } from './ask.js';

const shown = (asking: Who, situation: Situation = {}) => {
  const judgement = ask(asking, 'see-case', situation);
  if (!judgement.allowed) throw new Error('Sees nothing.');
  return fieldsShownTo(judgement.standing);
};
const pseudonymised: Situation = { on: aCase().sharedWith(luis, { pseudonymised: true }) };

describe('what of a case is shown, field by field (product.md C4, C6, D5, E1)', () => {
  /** To the provider, to a colleague, to a colleague with whom it is shared pseudonymised, to the lab. */
  it.each<[string, FieldGroup, boolean, boolean, boolean, boolean]>([
    ['the identity of the patient: not through a pseudonymised share', 'identity', true, true, false, true],
    ['the order numbers: by them a pseudonymised case is known', 'order-numbers', true, true, true, true],
    ['whose patient it is', 'provider-name', true, true, true, true],
    ['the practice', 'practice', true, true, true, true],
    ['where the case stands in its life', 'life', true, true, true, true],
    ['which records were asked for, and why it rests', 'records-and-reasons', true, true, true, true],
    ['the case type', 'case-type', true, true, true, true],
    ['what an order costs: the provider alone accepts a price', 'charges', true, false, false, true],
    ['every version of the setup', 'setups', true, true, true, true],
    ['the shipments', 'shipments', true, true, true, true],
    ['how oneself judged', 'own-verdicts', true, true, true, true],
    ['how the others judged which version', 'verdicts-of-others', true, true, true, true],
    ['the words of the own conversation', 'own-conversation', true, true, true, false],
    ['no words of the conversations of others', 'other-conversations', true, false, false, false],
    ["the words of the provider's decline", 'words-of-the-provider-to-all', true, true, true, true],
    ['what a collaborator told the lab to change', 'words-of-collaborators-to-the-lab', true, false, false, true],
    ['how it is shared with oneself', 'own-share', true, true, true, false],
    ['with whom else it is shared', 'other-collaborators', true, false, false, false],
    ['until when the own planning is due', 'own-planning-order', true, true, true, false],
    ["the patient's consents and objections", 'consents', true, false, false, false],
    ["the provider's roster", 'roster', true, false, false, false],
  ])('%s', (_sentence, group, toProvider, toColleague, toPseudonymised, toLab) => {
    expect(shown(provider).has(group)).toBe(toProvider);
    expect(shown(colleague).has(group)).toBe(toColleague);
    expect(shown(colleague, pseudonymised).has(group)).toBe(toPseudonymised);
    expect(shown(lab).has(group)).toBe(toLab);
  });

  it('is the same for every kind of collaborator', () => {
    for (const asking of [staff, mentor, planner]) expect([...shown(asking)]).toEqual([...shown(colleague)]);
  });
});
