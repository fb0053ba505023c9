import { describe, it } from '@jest/globals';
import type { OrderNumber, PracticeId } from '../../ids.js';
import {
  aCase,
  anna,
  annaId,
  annasPractice,
  by,
  caseId,
  everybody,
  given,
  idOf,
  luis,
  luisId,
  orderNumber,
  patientId,
  person,
  technician,
} from '../../testing/index.js';
import { caseDecider, type SubmitOrder } from '../index.js';
import { noPatient } from '../../patient/index.js';

const order: SubmitOrder = {
  type: 'SubmitOrder',
  data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice },
};
const submitted = aCase().events;

describe('submitting an order (product.md D1)', () => {
  it('starts a case under the roster’s review rule', () => {
    given(caseDecider).when(order, by()).then(submitted);
    const rule = { rule: 'all' } as const;
    given(caseDecider)
      .when(order, by(anna, { roster: { ...everybody().build(), reviewRule: rule } }))
      .then(aCase({ rule }).events);
  });

  it('happens once', () => {
    given(caseDecider, submitted).when(order, by()).thenNothing();
    given(caseDecider, submitted)
      .when({ ...order, data: { ...order.data, kind: 'retainer' } }, by())
      .thenRejected('CASE.ALREADY_SUBMITTED');
  });

  it('needs one of the provider’s own practices and an order number', () => {
    given(caseDecider)
      .when({ ...order, data: { ...order.data, practiceId: idOf(99) as PracticeId } }, by())
      .thenRejected('CASE.PRACTICE_UNKNOWN');
    given(caseDecider)
      .when({ ...order, data: { ...order.data, orderNumber: 'K7Q2-9MX4-TB3S' as OrderNumber } }, by())
      .thenRejected('CASE.ORDER_NUMBER_INVALID');
  });

  it('is for the provider’s own patients, by a provider', () => {
    given(caseDecider)
      .when(order, by(person(annaId)))
      .thenRejected('ACCESS.DENIED', { reason: 'not-a-provider' });
    given(caseDecider)
      .when(order, by({ ...person(luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(order, by(anna, { patient: noPatient }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider).when(order, by(technician)).thenRejected('ACCESS.DENIED');
  });
});

describe('closing a case', () => {
  const close = { type: 'CloseCase', data: {} } as const;

  it('is recorded once', () => {
    given(caseDecider, submitted)
      .when(close, by())
      .then([{ type: 'CaseClosed', data: { caseId, patientId, providerId: annaId } }]);
    given(caseDecider, aCase().closed().events).when(close, by()).thenNothing();
  });

  it('is the provider’s alone', () =>
    given(caseDecider, aCase().sharedWith(luis).events)
      .when(close, by(person(luisId)))
      .thenRejected('ACCESS.DENIED'));
});
