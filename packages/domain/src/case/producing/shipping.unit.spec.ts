import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  annaId,
  by,
  caseId,
  type CaseBuilder,
  given,
  inDays,
  luis,
  luisId,
  NOW,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  petraId,
  technician,
  technicianId,
} from '../../testing/index.js';
import { recordedActorOf } from '../../recordedActor.js';
import { type CaseEvent, caseDecider, type ShipOrder } from '../index.js';

const shipping = (changes: Partial<ShipOrder['data']> = {}): ShipOrder => ({
  type: 'ShipOrder',
  data: { orderNumber, phase: 1, last: false, occurredAt: NOW, ...changes },
});
const shipped = (changes: Partial<ShipOrder['data']> = {}): CaseEvent => ({
  type: 'AlignersShipped',
  data: { caseId, patientId, providerId: annaId, ...shipping(changes).data },
});
const byLab = by(technician);
const shared = aCase().sharedWith(luis);
const approved = shared.setup().approved();
const second = { orderNumber: orderNumberOf(2) };
const third = { orderNumber: orderNumberOf(3) };

describe('shipping an order (product.md D2)', () => {
  it('goes phase by phase until the last', () => {
    given(caseDecider, approved.events).when(shipping(), byLab).then([shipped()]);
    given(caseDecider, approved.shipped({ last: false }).events)
      .when(shipping({ phase: 2, last: true }), byLab)
      .then([shipped({ phase: 2, last: true })]);
    for (const phase of [0, 1, 3]) {
      given(caseDecider, approved.shipped({ last: false, occurredAt: inDays(-1) }).events)
        .when(shipping({ phase }), byLab)
        .thenRejected('CASE.PHASE_NOT_NEXT', { nextPhase: 2 });
    }
    given(caseDecider, approved.shipped().events)
      .when(shipping({ phase: 2 }), byLab)
      .thenRejected('CASE.ORDER_SHIPPED', { orderNumber });
  });

  it('is recorded once', () => {
    given(caseDecider, approved.shipped({ last: false }).events)
      .when(shipping(), byLab)
      .thenNothing();
    given(caseDecider, approved.shipped().events)
      .when(shipping({ last: true }), byLab)
      .thenNothing();
    given(caseDecider, approved.shipped({ last: false }).events)
      .when(shipping({ last: true }), byLab)
      .thenRejected('CASE.PHASE_NOT_NEXT');
  });

  it('is recorded once, also where it has put the case back into the archive', () => {
    const back = approved.closed().retainerOrdered().shipped({ of: second.orderNumber });
    const again = shipping({ ...second, last: true });
    given(caseDecider, back.events).when(again, byLab).thenNothing();
    given(caseDecider, back.events).when(again, by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, back.events)
      .when(again, by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, back.events)
      .when(again, by({ ...technician, registered: false }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, back.events)
      .when(shipping({ ...second, last: true, occurredAt: inDays(-1) }), byLab)
      .thenRejected('CASE.ARCHIVED');
  });

  it('may go in two phases at the same moment', () =>
    given(caseDecider, approved.shipped({ last: false }).events)
      .when(shipping({ phase: 2 }), byLab)
      .then([shipped({ phase: 2 })]));

  it('says which order is not the case’s, and which moment is none', () => {
    given(caseDecider, approved.events).when(shipping(second), byLab).thenRejected('CASE.ORDER_UNKNOWN', second);
    given(caseDecider, approved.events)
      .when(shipping({ occurredAt: '2026-03-01' }), byLab)
      .thenRejected('TIME.INVALID', { field: 'occurredAt' });
  });

  it('has happened', () => {
    given(caseDecider, approved.events)
      .when(shipping({ occurredAt: inDays(1) }), byLab)
      .thenRejected('CASE.SHIPMENT_IN_THE_FUTURE');
    given(caseDecider, approved.events)
      .when(shipping({ occurredAt: '2026-03-01' }), byLab)
      .thenRejected('TIME.INVALID');
    given(caseDecider, approved.events)
      .when(shipping({ occurredAt: inDays(-3) }), byLab)
      .then([shipped({ occurredAt: inDays(-3) })]);
  });

  it.each<[string, CaseBuilder, Partial<ShipOrder['data']>]>([
    ['the first order, while the setup of a revision is awaited', approved.revisionAsked(), {}],
    ['a revision that is approved', approved.revisionAsked().setup().approved(), second],
    ['a replacement', approved.replacementOrdered(), second],
    ['retainers', approved.retainerOrdered(), second],
    ['retainers while a revision is planned', approved.retainerOrdered().revisionAsked(), second],
    ['the first order of a case of retainers', aCase({ kind: 'retainer' }).setup().approved('retainer-only'), {}],
    ['retainers that were ordered since the end', approved.closed().retainerOrdered(), second],
  ])('ships %s', (_sentence, history, order) => {
    given(caseDecider, history.events)
      .when(shipping(order), byLab)
      .then([shipped(order)]);
  });

  it.each<[string, CaseBuilder, Partial<ShipOrder['data']>, string]>([
    ['the first order before its approval', shared.setup(), {}, 'CASE.ORDER_NOT_IN_PRODUCTION'],
    ['a revision before its approval', approved.revisionAsked().setup(), second, 'CASE.ORDER_NOT_IN_PRODUCTION'],
    [
      'the first order when a revision was approved',
      approved.revisionAsked().setup().approved(),
      {},
      'CASE.ORDER_NOT_IN_PRODUCTION',
    ],
    ['an order that is not the case’s', approved, second, 'CASE.ORDER_UNKNOWN'],
    ['anything on hold', approved.onHold(), {}, 'CASE.ON_HOLD'],
    ['anything after the end', approved.closed(), {}, 'CASE.ARCHIVED'],
    ['the treatment after the end', approved.closed().retainerOrdered(), {}, 'CASE.ENDED'],
    ['older retainers after the end', approved.retainerOrdered().closed().retainerOrdered(), second, 'CASE.ENDED'],
  ])('does not ship %s', (_sentence, history, order, code) => {
    given(caseDecider, history.events).when(shipping(order), byLab).thenRejected(code);
  });

  it('names what is in production instead, where something is', () => {
    const { orderNumber: inProduction } = second;
    given(caseDecider, approved.revisionAsked().setup().approved().events)
      .when(shipping(), byLab)
      .thenRejected('CASE.ORDER_NOT_IN_PRODUCTION', { orderNumber, inProduction });
  });

  it('puts a case back into the archive with the retainers it left it for', () => {
    const history = approved.retainerOrdered().closed().retainerOrdered();
    const { events } = given(caseDecider, history.events).when(shipping({ ...third, last: true }), byLab);
    given(caseDecider, [...history.events, ...events])
      .when(shipping(second), byLab)
      .thenRejected('CASE.ARCHIVED');
  });

  it('lets the validity run from the first aligners, not from retainers', () => {
    const state = (built: CaseBuilder) => given(caseDecider, built.events).state;
    expect(state(approved.retainerOrdered().shipped({ of: second.orderNumber }))).not.toHaveProperty('firstShippedAt');
    const twice = approved.shipped({ last: false, occurredAt: inDays(-9) }).shipped();
    expect(state(twice)).toMatchObject({ firstShippedAt: inDays(-9) });
  });

  it('is the lab’s, and recorded as the lab’s', () => {
    expect(recordedActorOf(shipped(), technician)).toEqual({ id: technicianId, role: 'lab' });
    given(caseDecider, approved.events).when(shipping(), by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, approved.events)
      .when(shipping(), by(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(caseDecider, approved.events)
      .when(shipping(), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });
});
