import { describe, it } from '@jest/globals';
import type { OrderNumber, PracticeId } from '../../ids.js';
import { noPatient } from '../../patient/index.js';
import {
  aCase,
  aDraft,
  anna,
  annaId,
  annasAccount,
  annasPractice,
  aPatient,
  by,
  caseId,
  everybody,
  given,
  idOf,
  luisId,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  planWell,
  technician,
} from '../../testing/index.js';
import { caseDecider, type SubmitOrder } from '../index.js';

const order: SubmitOrder = {
  type: 'SubmitOrder',
  data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice },
};
const ordering = (changes: Partial<SubmitOrder['data']>): SubmitOrder => ({
  ...order,
  data: { ...order.data, ...changes },
});
const submitted = aCase().events;

describe('submitting an order (product.md D1)', () => {
  it('starts a case under the roster’s review rule', () => {
    given(caseDecider).when(order, by()).then(submitted);
    given(caseDecider)
      .when(ordering({ providerId: annaId }), by())
      .then(submitted);
    const rule = { rule: 'all' } as const;
    given(caseDecider)
      .when(order, by(anna, { roster: { ...everybody().build(), reviewRule: rule } }))
      .then(aCase({ rule }).events);
  });

  it('happens once', () => {
    given(caseDecider, submitted).when(order, by()).thenNothing();
    for (const other of [
      { kind: 'retainer' },
      { orderNumber: orderNumberOf(2) },
      { tps: planWell.collaboratorId },
    ] as const) {
      given(caseDecider, submitted).when(ordering(other), by()).thenRejected('CASE.ALREADY_SUBMITTED');
    }
    const withPlanning = given(caseDecider).when(ordering({ tps: planWell.collaboratorId }), by()).events;
    given(caseDecider, withPlanning)
      .when(ordering({ tps: planWell.collaboratorId }), by())
      .thenNothing();
  });

  it('is another order, where practice or patient differ', () => {
    const other = idOf(12) as PracticeId;
    const provider = { ...annasAccount, practices: [annasPractice, other] } as typeof annasAccount;
    given(caseDecider, submitted)
      .when(ordering({ practiceId: other }), by(anna, { provider }))
      .thenRejected('CASE.ALREADY_SUBMITTED');
    const patient = { status: 'registered', patientId: idOf(29), providerId: annaId } as never;
    given(caseDecider, submitted).when(order, by(anna, { patient })).thenRejected('CASE.ALREADY_SUBMITTED');
  });

  it('stores exactly what an order has, whatever else came in with it', () => {
    const withMore = { ...order.data, patientName: 'Mira Sommer', through: idOf(99) };
    given(caseDecider)
      .when({ ...order, data: withMore }, by())
      .then(submitted);
  });

  it('needs one of the provider’s own practices and an order number', () => {
    const elsewhere = idOf(99) as PracticeId;
    given(caseDecider)
      .when(ordering({ practiceId: elsewhere }), by())
      .thenRejected('CASE.PRACTICE_UNKNOWN', { practiceId: elsewhere });
    given(caseDecider)
      .when(ordering({ orderNumber: 'K7Q2-9MX4-TB3S' as OrderNumber }), by())
      .thenRejected('CASE.ORDER_NUMBER_INVALID');
  });

  it('is for the provider’s own patients, by a provider', () => {
    given(caseDecider)
      .when(order, by(person(annaId)))
      .thenRejected('CASE.PROVIDER_MISSING');
    given(caseDecider)
      .when(ordering({ providerId: annaId }), by(person(annaId)))
      .thenRejected('ACCESS.DENIED', { reason: 'not-a-provider' });
    given(caseDecider)
      .when(order, by({ ...person(luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(order, by(anna, { patient: noPatient }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider).when(order, by(technician)).thenRejected('CASE.PROVIDER_MISSING');
    given(caseDecider)
      .when(ordering({ providerId: annaId }), by(technician))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(order, by({ ...anna, registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
    given(caseDecider)
      .when(order, by({ kind: 'policy', name: 'policy:any' }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
  });
});

describe('an order for a patient whose data are erased (product.md G9)', () => {
  it.each(['contact', 'content'] as const)(
    '%s: is neither drafted nor submitted, nor is a draft of before',
    (erased) => {
      const context = by(anna, { patient: aPatient().erased(erased).build() });
      given(caseDecider).when(order, context).thenRejected('PATIENT.ERASED', { class: erased });
      given(caseDecider)
        .when({ ...order, type: 'DraftOrder' }, context)
        .thenRejected('PATIENT.ERASED', { class: erased });
      given(caseDecider, aDraft().events).when(order, context).thenRejected('PATIENT.ERASED', { class: erased });
      given(caseDecider, submitted).when(order, context).thenNothing();
    },
  );

  it('is possible while only the proof of consent is erased', () =>
    given(caseDecider)
      .when(order, by(anna, { patient: aPatient().erased('evidence').build() }))
      .then(submitted));
});

describe('submitting a draft (product.md D2)', () => {
  it('may change practice and kind, never patient and order number', () => {
    const draft = given(caseDecider, aDraft().events);
    draft.when(order, by()).then(submitted);
    draft.when(ordering({ kind: 'retainer' }), by()).then(aCase({ kind: 'retainer' }).events);
    draft
      .when(ordering({ orderNumber: orderNumberOf(2) }), by())
      .thenRejected('CASE.DRAFT_DIFFERS', { field: 'orderNumber' });
    const other = { status: 'registered', patientId: idOf(29), providerId: annaId } as never;
    draft.when(order, by(anna, { patient: other })).thenRejected('CASE.DRAFT_DIFFERS', { field: 'patientId' });
  });

  it('is over when it was discarded', () =>
    given(caseDecider, aDraft().and({ type: 'DraftDiscarded', data: { caseId, patientId, providerId: annaId } }).events)
      .when(order, by())
      .thenRejected('CASE.DRAFT_DISCARDED'));
});
