import { describe, expect, it } from '@jest/globals';
import type { PracticeId } from '../../ids.js';
import {
  aCase,
  anna,
  annaId,
  annasAccount,
  annasPractice,
  by,
  caseId,
  type CaseBuilder,
  given,
  idOf,
  inDays,
  luis,
  luisId,
  NOW,
  patientId,
  person,
  petraId,
  technician,
} from '../../testing/index.js';
import {
  caseDecider,
  type CaseType,
  caseTypes,
  type ChangePractice,
  expiryOf,
  type SubmittedCase,
  type UpgradeCaseType,
} from '../index.js';
import { demandCaseTypeFits } from './caseTypes.js';

const ofCase = { caseId, patientId, providerId: annaId };
const submitted = (built: CaseBuilder): SubmittedCase => {
  const state = built.build();
  if (state.status !== 'submitted') throw new Error('Not submitted.');
  return state;
};
const withSets = (alignerSets: number) =>
  aCase().and({ type: 'SetupReadyForReview', data: { ...ofCase, setupVersion: 1, occurredAt: NOW, alignerSets } });

describe('the case types (domain-facts.md)', () => {
  it('cover what the table says', () => {
    const rows = Object.entries(caseTypes).map(
      ([type, terms]) => `${type} ${terms.alignerSets} ${terms.revisions} ${terms.retainers} ${terms.validFor}`,
    );
    expect(rows).toEqual([
      'flex no-limit paid 0 no-expiry',
      'mini 12 1 0 6',
      'one 24 1 1 12',
      'two 24 2 2 24',
      'unlimited-3 no-limit no-limit yearly 36',
      'unlimited-5 no-limit no-limit yearly 60',
      'retainer-only 0 0 1 no-expiry',
    ]);
  });

  it.each<[CaseType, number, boolean]>([
    ['mini', 12, true],
    ['mini', 13, false],
    ['one', 24, true],
    ['one', 25, false],
    ['two', 24, true],
    ['two', 25, false],
    ['flex', 60, true],
    ['unlimited-3', 60, true],
    ['unlimited-5', 60, true],
  ])('%s with %i aligner sets: %s', (caseType, alignerSets, fits) => {
    const check = () => demandCaseTypeFits(submitted(withSets(alignerSets)), caseType);
    if (fits) expect(check).not.toThrow();
    else {
      const { alignerSets: limit } = caseTypes[caseType];
      expect(check).toThrow(
        expect.objectContaining({ code: 'CASE.CASE_TYPE_TOO_SMALL', facts: { limit, alignerSets } }),
      );
    }
  });

  it('are for aligners, retainer-only for retainers, and flex, which is paid per use, for both', () => {
    const mismatch = expect.objectContaining({ code: 'CASE.CASE_TYPE_MISMATCH' });
    const retainers = submitted(aCase({ kind: 'retainer' }));
    expect(() => demandCaseTypeFits(retainers, 'retainer-only')).not.toThrow();
    expect(() => demandCaseTypeFits(retainers, 'flex')).not.toThrow();
    for (const other of ['mini', 'one', 'two', 'unlimited-3', 'unlimited-5'] as const) {
      expect(() => demandCaseTypeFits(retainers, other)).toThrow(mismatch);
      expect(() => demandCaseTypeFits(submitted(aCase()), other)).not.toThrow();
    }
    expect(() => demandCaseTypeFits(submitted(aCase()), 'flex')).not.toThrow();
    expect(() => demandCaseTypeFits(submitted(aCase()), 'retainer-only')).toThrow(mismatch);
  });

  it('cover retainers whatever number of sets their setup names', () => {
    const retainers = aCase({ kind: 'retainer' }).setup({ alignerSets: 2 });
    expect(() => demandCaseTypeFits(submitted(retainers), 'retainer-only')).not.toThrow();
  });

  it('end nothing before one is chosen', () => expect(expiryOf(submitted(aCase().shipped()))).toBeUndefined());

  it.each<[CaseType, string | undefined]>([
    ['mini', '2026-02-28T10:00:00.000Z'],
    ['one', '2026-08-31T10:00:00.000Z'],
    ['two', '2027-08-31T10:00:00.000Z'],
    ['unlimited-3', '2028-08-31T10:00:00.000Z'],
    ['unlimited-5', '2030-08-31T10:00:00.000Z'],
    ['flex', undefined],
  ])('%s is valid from the first shipment until %s', (caseType, expiry) => {
    const approved = aCase().setup().approved(caseType);
    expect(expiryOf(submitted(approved))).toBeUndefined();
    const first = approved.shipped({ last: false, occurredAt: '2025-08-31T10:00:00.000Z' });
    expect(expiryOf(submitted(first.shipped()))).toBe(expiry);
  });
});

describe('upgrading the case type', () => {
  const upgrade = (caseType: CaseType): UpgradeCaseType => ({ type: 'UpgradeCaseType', data: { caseType } });
  const one = aCase().sharedWith(luis).setup().approved('one');

  it('is to a larger one only', () => {
    given(caseDecider, one.events)
      .when(upgrade('unlimited-3'), by())
      .then([{ type: 'CaseTypeUpgraded', data: { ...ofCase, from: 'one', to: 'unlimited-3' } }]);
    for (const smaller of ['mini', 'flex', 'retainer-only'] as const) {
      given(caseDecider, one.events)
        .when(upgrade(smaller), by())
        .thenRejected('CASE.CASE_TYPE_NOT_LARGER', { from: 'one', larger: ['two', 'unlimited-3', 'unlimited-5'] });
    }
    given(caseDecider, aCase().setup().approved('flex').events)
      .when(upgrade('unlimited-5'), by())
      .thenRejected('CASE.CASE_TYPE_NOT_LARGER', { larger: [] });
  });

  it('to the one that it has records nothing', () => {
    given(caseDecider, one.events).when(upgrade('one'), by()).thenNothing();
    const upgraded = given(caseDecider, one.events).when(upgrade('two'), by()).events;
    given(caseDecider, [...one.events, ...upgraded])
      .when(upgrade('two'), by())
      .thenNothing();
  });

  it('comes after the approval and before the expiry', () => {
    given(caseDecider, aCase().setup().events)
      .when(upgrade('two'), by())
      .thenRejected('CASE.SETUP_NOT_APPROVED', { setupState: 'open' });
    const mini = aCase().setup().approved('mini').shipped({ occurredAt: '2025-09-02T09:00:00.000Z' });
    given(caseDecider, mini.events)
      .when(upgrade('one'), by())
      .thenRejected('CASE.CASE_TYPE_EXPIRED', { expiredAt: NOW });
    given(caseDecider, mini.events)
      .when(upgrade('one'), by(anna, { now: '2026-03-02T08:59:59.999Z' }))
      .then([{ type: 'CaseTypeUpgraded', data: { ...ofCase, from: 'mini', to: 'one' } }]);
  });

  it('is the provider’s, on a case that goes on', () => {
    given(caseDecider, one.events)
      .when(upgrade('two'), by(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(caseDecider, one.events).when(upgrade('two'), by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, one.events)
      .when(upgrade('two'), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, one.closed().events).when(upgrade('two'), by()).thenRejected('CASE.ARCHIVED');
    given(caseDecider, one.closed().retainerOrdered().events).when(upgrade('two'), by()).thenRejected('CASE.ENDED');
  });
});

describe('changing the practice', () => {
  const other = idOf(12) as PracticeId;
  const change = (practiceId: PracticeId): ChangePractice => ({ type: 'ChangePractice', data: { practiceId } });
  const withTwo = { provider: { ...annasAccount, practices: [annasPractice, other] } as typeof annasAccount };
  const shared = aCase().sharedWith(luis);

  it('is to another of the provider’s own, once', () => {
    const first = given(caseDecider, shared.events).when(change(other), by(anna, withTwo));
    first.then([{ type: 'CasePracticeChanged', data: { ...ofCase, from: annasPractice, to: other } }]);
    given(caseDecider, [...shared.events, ...first.events])
      .when(change(other), by(anna, withTwo))
      .thenNothing();
    given(caseDecider, shared.events).when(change(annasPractice), by()).thenNothing();
  });

  it('knows no practice that is closed or another provider’s', () => {
    given(caseDecider, shared.events)
      .when(change(other), by())
      .thenRejected('CASE.PRACTICE_UNKNOWN', { practiceId: other });
    given(caseDecider, shared.events)
      .when(change(other), by(anna, { provider: { ...withTwo.provider, personId: luisId } as never }))
      .thenRejected('CASE.PRACTICE_UNKNOWN');
  });

  it('is the provider’s alone', () => {
    given(caseDecider, shared.events)
      .when(change(other), by(person(luisId), withTwo))
      .thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events).when(change(other), by(technician, withTwo)).thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events)
      .when(change(other), by(person(petraId), withTwo))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, shared.closed().events).when(change(other), by(anna, withTwo)).thenRejected('CASE.ARCHIVED');
    given(caseDecider, shared.events)
      .when(change(other), by(anna, { ...withTwo, now: inDays(1) }))
      .then([{ type: 'CasePracticeChanged', data: { ...ofCase, from: annasPractice, to: other } }]);
  });
});
