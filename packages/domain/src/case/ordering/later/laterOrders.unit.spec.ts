import { describe, it } from '@jest/globals';
import type { OrderNumber } from '../../../ids.js';
import {
  aCase,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  type CaseBuilder,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  petraId,
  technician,
} from '../../../testing/index.js';
import { type CaseEvent, caseDecider, type CaseType, type OrderReplacement, type OrderRetainer } from '../../index.js';

const of = { caseId, patientId, providerId: annaId };
const roster = aRoster().with(jonas, ['decline-setups', 'add-orders']).with(luis).build();
const byJonas = by(person(jonasId), { roster });
const shared = aCase().sharedWith(jonas).sharedWith(luis);
const approvedAs = (caseType: CaseType) => shared.setup().approved(caseType);
const approved = approvedAs('two');
const anotherNumber = { orderNumber: orderNumberOf(9) };

describe('ordering retainers (product.md D2)', () => {
  const order: OrderRetainer = { type: 'OrderRetainer', data: { orderNumber: orderNumberOf(2) } };
  const another: OrderRetainer = { ...order, data: anotherNumber };
  const ordered = (data: Partial<Extract<CaseEvent, { type: 'RetainerOrdered' }>['data']> = {}): CaseEvent => ({
    type: 'RetainerOrdered',
    data: { ...of, orderNumber: orderNumberOf(2), charge: 'included', ...data },
  });
  const paid = ordered({ ...anotherNumber, charge: 'paid' });
  const included = ordered(anotherNumber);

  it('is the provider’s, or a collaborator’s with the permission', () => {
    given(caseDecider, approved.events).when(order, by()).then([ordered()]);
    given(caseDecider, approved.events)
      .when(order, byJonas)
      .then([ordered({ through: jonas.collaboratorId })]);
    given(caseDecider, approved.events)
      .when(order, by(person(luisId), { roster }))
      .thenRejected('ACCESS.DENIED', { permission: 'add-orders' });
    given(caseDecider, approved.events).when(order, by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, approved.events)
      .when(order, by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('happens once; its number is its own', () => {
    given(caseDecider, approved.retainerOrdered().events).when(order, by()).thenNothing();
    given(caseDecider, approved.retainerOrdered().events).when(order, byJonas).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    for (const history of [approved.revisionAsked(), approved.replacementOrdered()]) {
      given(caseDecider, history.events).when(order, by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    }
    const first = { ...order, data: { orderNumber } };
    given(caseDecider, approved.events).when(first, by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    const retainers = aCase({ kind: 'retainer' }).setup().approved('retainer-only');
    given(caseDecider, retainers.events).when(first, by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    given(caseDecider, approved.events)
      .when({ ...order, data: { orderNumber: 'K7Q2' as OrderNumber } }, by())
      .thenRejected('CASE.ORDER_NUMBER_INVALID');
  });

  it('is possible on ended cases and on hold, but not before anything was approved', () => {
    for (const history of [approved.closed(), approved.shipped().completed(), approved.onHold()]) {
      given(caseDecider, history.events).when(order, by()).then([ordered()]);
    }
    given(caseDecider, shared.setup().events)
      .when(order, by())
      .thenRejected('CASE.SETUP_NOT_APPROVED', { setupState: 'open' });
    given(caseDecider, shared.closed().events).when(order, by()).thenRejected('CASE.SETUP_NOT_APPROVED');
  });

  const firstYear = '2026-01-10T09:00:00.000Z';
  const fiveYearsAgo = '2021-03-01T09:00:00.000Z';
  const secondYear = '2024-12-01T09:00:00.000Z';
  it.each<[string, CaseBuilder, CaseEvent]>([
    ['one: the first is included', approvedAs('one'), included],
    ['one: the second is paid', approvedAs('one').retainerOrdered(), paid],
    ['two: the second is included', approved.retainerOrdered(), included],
    ['two: the third is paid', approved.retainerOrdered().retainerOrdered(), paid],
    ['what was paid does not count', approvedAs('one').retainerOrdered('paid'), included],
    ['mini: paid', approvedAs('mini'), paid],
    ['flex: paid', approvedAs('flex'), paid],
    ['a case of retainers has had its one', aCase({ kind: 'retainer' }).setup().approved('retainer-only'), paid],
    ['a case of retainers that pays per use: paid', aCase({ kind: 'retainer' }).setup().approved('flex'), paid],
    ['unlimited: one before anything is shipped', approvedAs('unlimited-3'), included],
    ['unlimited: not a second', approvedAs('unlimited-3').retainerOrdered(), paid],
    [
      'unlimited: one in the first year',
      approvedAs('unlimited-3').shipped({ occurredAt: firstYear }).retainerOrdered(),
      paid,
    ],
    [
      'unlimited: another in the second',
      approvedAs('unlimited-3').shipped({ occurredAt: secondYear }).retainerOrdered(),
      included,
    ],
    [
      'unlimited: and no third then',
      approvedAs('unlimited-3').shipped({ occurredAt: secondYear }).retainerOrdered().retainerOrdered(),
      paid,
    ],
    [
      'unlimited: another from the day on which the second year begins',
      approvedAs('unlimited-3').shipped({ occurredAt: '2025-03-02T09:00:00.000Z' }).retainerOrdered(),
      included,
    ],
    ['expired: paid', approvedAs('unlimited-5').shipped({ occurredAt: fiveYearsAgo }), paid],
  ])('%s', (_sentence, history, expected) => {
    given(caseDecider, history.events).when(another, by()).then([expected]);
  });

  it('that are paid only the provider orders', () =>
    given(caseDecider, approvedAs('mini').events).when(order, byJonas).thenRejected('CASE.PRICE_NOT_ACCEPTED'));
});

describe('ordering a replacement', () => {
  const order: OrderReplacement = {
    type: 'OrderReplacement',
    data: { orderNumber: orderNumberOf(2), cause: 'broken', aligners: [12, 3] },
  };
  const ordering = (changes: Partial<OrderReplacement['data']>) => ({ ...order, data: { ...order.data, ...changes } });
  const ordered: CaseEvent = {
    type: 'ReplacementOrdered',
    data: { ...of, orderNumber: orderNumberOf(2), cause: 'broken', aligners: [3, 12] },
  };

  it('is the provider’s, and keeps the aligners in order', () => {
    given(caseDecider, approved.events).when(order, by()).then([ordered]);
    given(caseDecider, approved.shipped().revisionAsked().events)
      .when(ordering(anotherNumber), by())
      .then([{ ...ordered, data: { ...ordered.data, ...anotherNumber } }]);
    given(caseDecider, approved.events).when(order, byJonas).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    given(caseDecider, approved.events).when(order, by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, approved.events)
      .when(order, by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('happens once; its number is its own', () => {
    const history = given(caseDecider, [...approved.events, ordered]);
    history.when(order, by()).thenNothing();
    history.when(ordering({ aligners: [3, 12] }), by()).thenNothing();
    history.when(ordering({ cause: 'lost' }), by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    history.when(ordering({ aligners: [3] }), by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
    given(caseDecider, approved.retainerOrdered().events).when(order, by()).thenRejected('CASE.ORDER_NUMBER_TAKEN');
  });

  it('needs aligners that were approved, each named once by its number', () => {
    given(caseDecider, shared.setup().events).when(order, by()).thenRejected('CASE.SETUP_NOT_APPROVED');
    given(caseDecider, aCase({ kind: 'retainer' }).setup().approved('retainer-only').events)
      .when(order, by())
      .thenRejected('CASE.NO_ALIGNERS');
    for (const aligners of [[], [0], [-1], [1.5], [4, 4], [Number.NaN]]) {
      given(caseDecider, approved.events).when(ordering({ aligners }), by()).thenRejected('CASE.ALIGNERS_INVALID');
    }
  });

  it('counts aligners from 1, every one of them', () => {
    given(caseDecider, approved.events)
      .when(ordering({ aligners: [1] }), by())
      .then([{ ...ordered, data: { ...of, orderNumber: orderNumberOf(2), cause: 'broken', aligners: [1] } }]);
    given(caseDecider, approved.events)
      .when(ordering({ aligners: [3, 0] }), by())
      .thenRejected('CASE.ALIGNERS_INVALID');
  });

  it('is refused on hold and on an ended case', () => {
    given(caseDecider, approved.onHold().events).when(order, by()).thenRejected('CASE.ON_HOLD');
    given(caseDecider, approved.closed().events).when(order, by(anna)).thenRejected('CASE.ARCHIVED');
    given(caseDecider, approved.closed().retainerOrdered().events)
      .when(ordering(anotherNumber), by())
      .thenRejected('CASE.ENDED');
  });
});
