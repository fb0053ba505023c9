import { describe, it } from '@jest/globals';
import type { ReviewRule } from '../case/index.js';
import { aRoster, annaId, given, inDays, luis, mei, NOW, onRoster, type RosterBuilder } from '../testing/index.js';
import { type RosterEvent, rosterDecider, type SetStandingRule, type StandingRule } from './index.js';

const { collaboratorId } = luis;
const inRoster = (roster: RosterBuilder) => given(rosterDecider, roster.events);
const withLuis = aRoster().with(luis);

describe('a standing rule (product.md C3)', () => {
  const set = (rule: StandingRule): SetStandingRule => ({ type: 'SetStandingRule', data: { collaboratorId, ...rule } });
  const wasSet = (rule: StandingRule): RosterEvent => ({
    type: 'StandingRuleSet',
    data: { providerId: annaId, collaboratorId, rule },
  });
  const onDate: StandingRule = { current: true, future: true, ends: { on: 'date', at: inDays(5) } };

  it.each([
    ['all current', { current: true, future: false }],
    ['all future', { current: false, future: true }],
    ['both', { current: true, future: true }],
    ['pseudonymised, until approval', { current: false, future: true, pseudonymised: true, ends: { on: 'approval' } }],
    ['until a date', onDate],
  ] as const)('shares %s', (_name, rule) => {
    inRoster(withLuis)
      .when(set(rule), onRoster())
      .then([wasSet(rule)]);
    inRoster(withLuis.and(wasSet(rule)))
      .when(set(rule), onRoster())
      .thenNothing();
    inRoster(withLuis.and(wasSet(rule)))
      .when(set({ current: false, future: false }), onRoster())
      .then([wasSet({ current: false, future: false })]);
  });

  it('differs by each of its terms', () => {
    const others: readonly StandingRule[] = [
      { ...onDate, current: false },
      { ...onDate, future: false },
      { ...onDate, pseudonymised: true },
      { ...onDate, ends: { on: 'approval' } },
      { ...onDate, ends: { on: 'date', at: inDays(6) } },
      { current: true, future: true },
    ];
    for (const rule of others)
      inRoster(withLuis.and(wasSet(onDate)))
        .when(set(rule), onRoster())
        .then([wasSet(rule)]);
  });

  it('is none in the beginning, and none has no terms', () => {
    const none = { current: false, future: false };
    inRoster(withLuis).when(set(none), onRoster()).thenNothing();
    inRoster(withLuis)
      .when(set({ ...none, pseudonymised: true, ends: { on: 'approval' } }), onRoster())
      .thenNothing();
  });

  it('is stored with exactly its fields', () => {
    const more = { current: true, future: false, pseudonymised: false, note: 'for Mrs. Vogel' };
    inRoster(withLuis)
      .when(set(more), onRoster())
      .then([wasSet({ current: true, future: false })]);
    const end = { on: 'date', at: inDays(5), note: 'for Mrs. Vogel' } as const;
    inRoster(withLuis)
      .when(set({ ...onDate, ends: end }), onRoster())
      .then([wasSet(onDate)]);
  });

  it('is laid down before the collaborator has accepted too, not for who was removed or never added', () => {
    const invited = aRoster().invited(luis);
    for (const roster of [invited, invited.declined(luis), withLuis.paused(luis)]) {
      inRoster(roster)
        .when(set(onDate), onRoster())
        .then([wasSet(onDate)]);
    }
    inRoster(withLuis.without(luis)).when(set(onDate), onRoster()).thenRejected('ROSTER.COLLABORATOR_REMOVED');
    inRoster(aRoster()).when(set(onDate), onRoster()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN', { collaboratorId });
  });

  it('ends in the future, at a moment that there is', () => {
    const until = (at: string) => set({ ...onDate, ends: { on: 'date', at } });
    inRoster(withLuis).when(until(NOW), onRoster()).thenRejected('CASE.END_IN_THE_PAST');
    inRoster(withLuis)
      .when(until(inDays(-1)), onRoster())
      .thenRejected('CASE.END_IN_THE_PAST');
    inRoster(withLuis).when(until('tomorrow'), onRoster()).thenRejected('TIME.INVALID', { field: 'ends.at' });
  });
});

describe('the rule by which verdicts roll up (product.md C7)', () => {
  const choose = (reviewRule: ReviewRule) => ({ type: 'ChooseDefaultReviewRule', data: { reviewRule } }) as const;
  const chosen = (reviewRule: ReviewRule): RosterEvent => ({
    type: 'DefaultReviewRuleChosen',
    data: { providerId: annaId, reviewRule },
  });
  const lead: ReviewRule = { rule: 'lead', collaboratorId };

  it('is `any` until another one is chosen, each once', () => {
    inRoster(withLuis)
      .when(choose({ rule: 'any' }), onRoster())
      .thenNothing();
    for (const rule of [{ rule: 'all' }, lead] as const) {
      inRoster(withLuis)
        .when(choose(rule), onRoster())
        .then([chosen(rule)]);
      inRoster(withLuis.and(chosen(rule)))
        .when(choose(rule), onRoster())
        .thenNothing();
    }
  });

  it('names a lead who is in the roster, accepted or not', () => {
    inRoster(aRoster().invited(luis))
      .when(choose(lead), onRoster())
      .then([chosen(lead)]);
    const leadMei: ReviewRule = { rule: 'lead', collaboratorId: mei.collaboratorId };
    inRoster(withLuis.with(mei).and(chosen(lead)))
      .when(choose(leadMei), onRoster())
      .then([chosen(leadMei)]);
    for (const roster of [aRoster(), withLuis.without(luis), withLuis.and(chosen(lead)).without(luis)]) {
      inRoster(roster).when(choose(lead), onRoster()).thenRejected('ROSTER.LEAD_UNKNOWN', { collaboratorId });
    }
  });
});

describe('translation (product.md E3)', () => {
  const allow = (allowed: boolean) => ({ type: 'AllowTranslation', data: { allowed } }) as const;
  const wasAllowed = (allowed: boolean): RosterEvent => ({
    type: 'TranslationAllowed',
    data: { providerId: annaId, allowed },
  });

  it('is off until the provider switches it on, and off again when they say so', () => {
    inRoster(aRoster()).when(allow(false), onRoster()).thenNothing();
    inRoster(aRoster())
      .when(allow(true), onRoster())
      .then([wasAllowed(true)]);
    inRoster(aRoster().and(wasAllowed(true)))
      .when(allow(true), onRoster())
      .thenNothing();
    inRoster(aRoster().and(wasAllowed(true)))
      .when(allow(false), onRoster())
      .then([wasAllowed(false)]);
  });
});
