import { describe, expect, it } from '@jest/globals';
import type { OrderNumber } from '../../../ids.js';
import {
  aCase,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  NOW,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  petraId,
  planWell,
  technician,
} from '../../../testing/index.js';
import { type CaseEvent, caseDecider, type CaseType, type RequestRevision } from '../../index.js';

const words = { messageId: messageOf(90), text: 'Bitte den Engstand unten auflösen.' };
const blank = { messageId: messageOf(91), text: ' \n' };
const requesting = (changes: Partial<RequestRevision['data']> = {}): RequestRevision => ({
  type: 'RequestRevision',
  data: { orderNumber: orderNumberOf(2), words, ...changes },
});
const request = requesting();
const requested = (data: Partial<Extract<CaseEvent, { type: 'RevisionRequested' }>['data']> = {}): CaseEvent => ({
  type: 'RevisionRequested',
  data: { caseId, patientId, providerId: annaId, orderNumber: orderNumberOf(2), charge: 'included', words, ...data },
});
const roster = aRoster().with(luis, ['decline-setups', 'request-revisions']).with(jonas).build();
const byLuis = by(person(luisId), { roster });
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const approvedAs = (caseType: CaseType) => shared.setup().approved(caseType);
const approved = approvedAs('two');
const ofLuis = { through: luis.collaboratorId };

describe('asking for a revision (product.md D2, journey 13)', () => {
  it('is the provider’s, or a collaborator’s with the permission', () => {
    given(caseDecider, approved.events).when(request, by()).then([requested()]);
    given(caseDecider, approved.events)
      .when(request, byLuis)
      .then([requested(ofLuis)]);
    given(caseDecider, approved.events)
      .when(request, by(person(jonasId), { roster }))
      .thenRejected('ACCESS.DENIED', { permission: 'request-revisions' });
    given(caseDecider, approved.events).when(request, by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, approved.events)
      .when(request, by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('stores exactly the words, whatever else came in with them', () =>
    given(caseDecider, approved.events)
      .when(requesting({ words: { ...words, author: 'somebody' } as never }), by())
      .then([requested()]));

  it('happens once; its number is its own', () => {
    const first = given(caseDecider, [...approved.events, requested()]);
    first.when(request, by()).thenNothing();
    first
      .when(requesting({ words: { ...words, messageId: messageOf(92) } }), by())
      .thenRejected('CASE.ORDER_NUMBER_TAKEN', { orderNumber: orderNumberOf(2) });
    given(caseDecider, [...approved.events, requested(ofLuis)])
      .when(request, by())
      .thenRejected('CASE.ORDER_NUMBER_TAKEN');
    given(caseDecider, approved.events).when(requesting({ orderNumber }), by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    given(caseDecider, approved.events)
      .when(requesting({ orderNumber: 'K7Q2-9MX4-TB3S' as OrderNumber }), by())
      .thenRejected('CASE.ORDER_NUMBER_INVALID');
  });

  it('is not the same with planning that was not ordered with it', () => {
    const withPlanning = requesting({ tps: planWell.collaboratorId });
    given(caseDecider, [...approved.events, requested()])
      .when(withPlanning, by())
      .thenRejected('CASE.ORDER_NUMBER_TAKEN');
    const history = approved.and(...given(caseDecider, approved.events).when(withPlanning, by()).events);
    given(caseDecider, history.events).when(withPlanning, by()).thenNothing();
    given(caseDecider, history.events).when(request, by()).thenNothing();
  });

  it('needs an approved newest setup and no revision that is open', () => {
    for (const [before, setupState] of [
      [shared, 'none'],
      [shared.setup(), 'open'],
      [shared.setup().declined(), 'declined'],
      [approved.revisionAsked().setup(), 'open'],
    ] as const) {
      given(caseDecider, before.events)
        .when(requesting({ orderNumber: orderNumberOf(3) }), by())
        .thenRejected('CASE.SETUP_NOT_APPROVED', { setupState });
    }
    given(caseDecider, approved.revisionAsked().events)
      .when(requesting({ orderNumber: orderNumberOf(3) }), by())
      .thenRejected('CASE.REVISION_OPEN', { orderNumber: orderNumberOf(2) });
  });

  it('needs words', () =>
    given(caseDecider, approved.events)
      .when(requesting({ words: blank }), by())
      .thenRejected('CASE.WORDS_MISSING'));

  it('needs the pen, and takes a free one (C9)', () => {
    const ofCase = { caseId, patientId, providerId: annaId };
    const jonasHolds = { of: 'collaborator', collaboratorId: jonas.collaboratorId } as const;
    const held = approved.and({ type: 'PenTaken', data: { ...ofCase, holder: jonasHolds } });
    given(caseDecider, held.events)
      .when(request, byLuis)
      .thenRejected('CASE.PEN_HELD', { holder: 'collaborator', collaboratorId: jonas.collaboratorId });
    given(caseDecider, held.events).when(request, by()).thenRejected('CASE.PEN_HELD');
    const labHolds = approved.and({ type: 'PenTaken', data: { ...ofCase, holder: { of: 'lab' } } });
    given(caseDecider, labHolds.events).when(request, by()).thenRejected('CASE.PEN_HELD', { holder: 'lab' });
    const luisHolds = { of: 'collaborator', ...{ collaboratorId: luis.collaboratorId } } as const;
    const own = approved.and({ type: 'PenTaken', data: { ...ofCase, holder: luisHolds } });
    given(caseDecider, own.events)
      .when(request, byLuis)
      .then([requested(ofLuis)]);
    expect(given(caseDecider, [...approved.events, requested(ofLuis)]).state).toMatchObject({ pen: luisHolds });
  });

  it('is refused on hold, on an ended case, and on one that left the archive for a retainer', () => {
    given(caseDecider, approved.onHold().events).when(request, by()).thenRejected('CASE.ON_HOLD');
    given(caseDecider, approved.closed().events).when(request, by()).thenRejected('CASE.ARCHIVED');
    given(caseDecider, approved.closed().retainerOrdered().events)
      .when(requesting({ orderNumber: orderNumberOf(3) }), by())
      .thenRejected('CASE.ENDED', { ended: 'closed' });
  });

  it('orders no planning service for a collaborator', () =>
    given(caseDecider, approved.events)
      .when(requesting({ tps: planWell.collaboratorId }), byLuis)
      .thenRejected('ACCESS.DENIED', { reason: 'not-permitted' }));
});

describe('what a revision costs (domain-facts.md)', () => {
  it.each<[CaseType, number]>([
    ['mini', 1],
    ['one', 1],
    ['two', 2],
  ])('%s covers %i, and no more', (caseType, limit) => {
    let history = approvedAs(caseType);
    for (let done = 1; done <= limit; done += 1) {
      const next = requesting({ orderNumber: orderNumberOf(done + 1) });
      given(caseDecider, history.events)
        .when(next, by())
        .then([requested({ orderNumber: orderNumberOf(done + 1) })]);
      history = history.revisionAsked().setup().approved(caseType);
    }
    given(caseDecider, history.events)
      .when(requesting({ orderNumber: orderNumberOf(9) }), by())
      .thenRejected('CASE.REVISIONS_USED_UP', { caseType, limit });
  });

  it('unlimited types cover every one', () => {
    let history = approvedAs('unlimited-3');
    for (let done = 0; done < 5; done += 1) history = history.revisionAsked().setup().approved('unlimited-3');
    given(caseDecider, history.events)
      .when(requesting({ orderNumber: orderNumberOf(9) }), by())
      .then([requested({ orderNumber: orderNumberOf(9) })]);
  });

  it('flex pays for each, which only the provider accepts', () => {
    given(caseDecider, approvedAs('flex').events)
      .when(request, by())
      .then([requested({ charge: 'paid' })]);
    given(caseDecider, approvedAs('flex').events).when(request, byLuis).thenRejected('CASE.PRICE_NOT_ACCEPTED');
  });

  it('a case of retainers has none, unless it pays per use', () => {
    const retainers = aCase({ kind: 'retainer' }).setup();
    given(caseDecider, retainers.approved('retainer-only').events)
      .when(request, by())
      .thenRejected('CASE.REVISIONS_USED_UP', { limit: 0 });
    given(caseDecider, retainers.approved('flex').events)
      .when(request, by())
      .then([requested({ charge: 'paid' })]);
  });

  it('ends with the validity of the case type, which flex does not have', () => {
    const longAgo = { occurredAt: '2024-03-02T09:00:00.000Z' };
    given(caseDecider, approvedAs('two').shipped(longAgo).events)
      .when(request, by())
      .thenRejected('CASE.CASE_TYPE_EXPIRED', { expiredAt: NOW });
    given(caseDecider, approvedAs('two').shipped(longAgo).events)
      .when(request, by(anna, { now: '2026-03-02T08:59:59.999Z' }))
      .then([requested()]);
    given(caseDecider, approvedAs('flex').shipped(longAgo).events)
      .when(request, by())
      .then([requested({ charge: 'paid' })]);
  });
});
