import { describe, expect, it } from '@jest/globals';
import { caseDecider, type EscalateReview } from '../case/index.js';
import {
  aCase,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  everybody,
  given,
  inDays,
  jonas,
  luis,
  luisId,
  NOW,
  patientId,
  person,
} from '../testing/index.js';
import { type AwaitedReview, escalateReviews } from './index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const { collaboratorId } = luis;
const rule = { kind: 'policy', name: escalateReviews.name } as const;
const escalate = (setupVersion = 1, waitingSince = NOW): EscalateReview => ({
  type: 'EscalateReview',
  data: { collaboratorId, setupVersion, waitingSince },
});
const later = (days = 14, changes: Parameters<typeof by>[1] = {}) => by(rule, { now: inDays(days), ...changes });
const late = aCase().sharedWith(luis).sharedWith(jonas).setup();
const escalated = {
  type: 'ReviewEscalated',
  data: { ...ofCase, setupVersion: 1, collaboratorId, waitingSince: NOW },
} as const;

describe('who tells of overdue reviews (product.md F4, H2)', () => {
  const awaited: AwaitedReview = { caseId, collaboratorId, setupVersion: 1, waitingSince: NOW, escalated: false };

  it('names each that has waited for ten working days, which are two weeks', () => {
    const due = (now: string) => escalateReviews.due([awaited, { ...awaited, waitingSince: inDays(3) }], now);
    expect(due(inDays(13.9))).toEqual([]);
    expect(due(inDays(14))).toEqual([{ on: { case: caseId }, command: escalate() }]);
    expect(due(inDays(17))).toHaveLength(2);
  });

  it('names none twice', () => expect(escalateReviews.due([{ ...awaited, escalated: true }], inDays(20))).toEqual([]));

  it('sends commands that the case takes', () => {
    for (const { command } of escalateReviews.due([awaited], inDays(14))) {
      if (command.type !== 'EscalateReview') throw new Error(`A ${command.type}.`);
      given(caseDecider, late.events).when(command, later()).then([escalated]);
    }
  });
});

describe('an overdue review', () => {
  it('is recorded once per version and collaborator', () => {
    given(caseDecider, late.events).when(escalate(), later()).then([escalated]);
    given(caseDecider, late.ready(luis).sentBackTo(luis).events).when(escalate(), later()).then([escalated]);
    given(caseDecider, late.and(escalated).events).when(escalate(), later()).thenNothing();
    given(caseDecider, late.and(escalated).closed().events).when(escalate(), later()).thenNothing();
    given(caseDecider, late.and(escalated).setup().events)
      .when(escalate(2), later())
      .then([{ ...escalated, data: { ...escalated.data, setupVersion: 2 } }]);
  });

  it('stands for the version it names alone', () => {
    const outdated = late.setup().and(escalated);
    expect(outdated.build()).toMatchObject({ escalated: [] });
    given(caseDecider, outdated.events)
      .when(escalate(), later())
      .thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
  });

  it('is none before its time', () => {
    given(caseDecider, late.events)
      .when(escalate(), later(13.9))
      .thenRejected('CASE.REVIEW_NOT_DUE', { dueAt: inDays(14) });
    given(caseDecider, late.events)
      .when(escalate(1, inDays(1)), later())
      .thenRejected('CASE.REVIEW_NOT_DUE');
    given(caseDecider, late.events)
      .when(escalate(1, '2026-02-01'), later())
      .thenRejected('TIME.INVALID', { field: 'waitingSince' });
  });

  it('is none where the version is not open', () => {
    for (const closed of [late.declined(), late.declinedBy(luis), late.approved(), late.revisionAsked()])
      given(caseDecider, closed.events).when(escalate(), later()).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, aCase().sharedWith(luis).events).when(escalate(), later()).thenRejected('CASE.SETUP_UNKNOWN');
  });

  it('is none of who has judged, and none while the case rests or has ended', () => {
    for (const resting of [late.ready(luis), late.and({ type: 'CasePutOnHold', data: ofCase }), late.closed()])
      given(caseDecider, resting.events)
        .when(escalate(), later())
        .thenRejected('CASE.REVIEW_NOT_AWAITED', { collaboratorId });
  });

  it('is none of who does not see the case', () => {
    given(caseDecider, late.unsharedFrom(luis).events)
      .when(escalate(), later())
      .thenRejected('CASE.REVIEW_NOT_AWAITED');
    for (const roster of [aRoster().invited(luis).build(), everybody().without(luis).build()])
      given(caseDecider, late.events).when(escalate(), later(14, { roster })).thenRejected('CASE.REVIEW_NOT_AWAITED');
  });

  it('is for the rule to tell, and for nobody else', () => {
    for (const actor of [anna, person(luisId)])
      given(caseDecider, late.events)
        .when(escalate(), by(actor, { now: inDays(14) }))
        .thenRejected('ACCESS.DENIED', { reason: 'not-a-policy' });
    given(caseDecider, []).when(escalate(), later()).thenRejected('ACCESS.NOT_FOUND');
  });
});
