import { describe, expect, it } from '@jest/globals';
import type { CollaboratorId } from '../../../ids.js';
import {
  aCase,
  anna,
  annaId,
  annasPractice,
  aPatient,
  attested,
  by,
  caseId,
  everybody,
  given,
  idOf,
  inDays,
  luis,
  luisId,
  messageOf,
  orderNumber,
  orderNumberOf,
  patientId,
  pauloId,
  person,
  petraId,
  planWell,
  planWellId,
  technician,
} from '../../../testing/index.js';
import { type CancelTps, type CaseEvent, caseDecider, type CompleteTps, type OrderTps } from '../../index.js';

const { collaboratorId } = planWell;
const ofCase = { caseId, patientId, providerId: annaId };
const order: OrderTps = { type: 'OrderTps', data: { collaboratorId } };
const complete: CompleteTps = { type: 'CompleteTps', data: {} };
const cancel: CancelTps = { type: 'CancelTps', data: { collaboratorId } };
const dueAt = '2026-03-16T23:59:59.999Z';
const ordered = (at: 'submission' | 'case' | 'revision' = 'case'): CaseEvent => ({
  type: 'TpsOrdered',
  data: { ...ofCase, collaboratorId, with: at, dueAt },
});
const shared: CaseEvent = {
  type: 'CaseShared',
  data: {
    ...ofCase,
    collaboratorId,
    recipientId: planWellId,
    recipientKind: planWell.kind,
    purpose: 'treatment-planning',
    basis: attested,
    pseudonymised: false,
    cause: 'tps-order',
  },
};
const completed: CaseEvent = { type: 'TpsCompleted', data: { ...ofCase, collaboratorId } };
const cancelled: CaseEvent = { type: 'TpsCancelled', data: { ...ofCase, collaboratorId } };
const asPetra = by(person(petraId));
const running = aCase().tpsOrdered(planWell).sharedWith(planWell);

describe('ordering a planning service (product.md D4, journey 8)', () => {
  it('on the case shares it in the same act', () =>
    given(caseDecider, aCase().events).when(order, by()).then([ordered(), shared]));

  it('with the submission', () =>
    given(caseDecider)
      .when(
        {
          type: 'SubmitOrder',
          data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice, tps: collaboratorId },
        },
        by(),
      )
      .then([...aCase().events, ordered('submission'), shared]));

  it('with a revision', () => {
    const words = { messageId: messageOf(50), text: 'Bitte neu planen.' };
    const { events } = given(caseDecider, aCase().setup().approved().events).when(
      { type: 'RequestRevision', data: { orderNumber: orderNumberOf(2), words, tps: collaboratorId } },
      by(),
    );
    expect(events.map(({ type }) => type)).toEqual(['RevisionRequested', 'TpsOrdered', 'CaseShared']);
    expect(events.slice(1)).toEqual([ordered('revision'), shared]);
  });

  it('shares nothing that is shared already and works, and shares anew what has ended', () => {
    given(caseDecider, aCase().sharedWith(planWell).events).when(order, by()).then([ordered()]);
    const ends = { on: 'date', at: inDays(-1) } as const;
    const { events } = given(caseDecider, aCase().sharedWith(planWell, { ends }).events).when(order, by());
    expect([events[0], events.at(-1)]).toEqual([ordered(), shared]);
  });

  it('that runs records nothing, but shares again what was unshared', () => {
    given(caseDecider, running.events).when(order, by()).thenNothing();
    given(caseDecider, running.unsharedFrom(planWell).events).when(order, by()).then([shared]);
  });

  it('may be ordered again when it is completed or cancelled', () => {
    given(caseDecider, running.and(completed).events).when(order, by()).then([ordered()]);
    given(caseDecider, running.and(cancelled).events).when(order, by()).then([ordered()]);
  });

  it('needs a planning service of the roster that was not removed', () => {
    for (const other of [luis.collaboratorId, idOf(99) as CollaboratorId]) {
      given(caseDecider, aCase().events)
        .when({ ...order, data: { collaboratorId: other } }, by())
        .thenRejected('CASE.NOT_A_PLANNING_SERVICE', { collaboratorId: other });
    }
    given(caseDecider, aCase().events)
      .when(order, by(anna, { roster: everybody().without(planWell).build() }))
      .thenRejected('CASE.NOT_A_PLANNING_SERVICE');
  });

  it('needs what every share needs, also where the case is shared already', () => {
    const perPatient = by(anna, { roster: everybody().policy('per-patient').build() });
    given(caseDecider, aCase().events).when(order, perPatient).thenRejected('CASE.CONSENT_MISSING');
    given(caseDecider, aCase().sharedWith(planWell).events)
      .when(order, perPatient)
      .thenRejected('CASE.CONSENT_MISSING');
    const withdrawn = by(anna, {
      patient: aPatient()
        .withdrawing([{ of: 'everyone-but-staff' }])
        .build(),
    });
    given(caseDecider, aCase().sharedWith(planWell).events)
      .when(order, withdrawn)
      .thenRejected('CASE.CONSENT_WITHDRAWN');
  });

  it('is the provider’s, on a case that goes on', () => {
    const known = aCase().sharedWith(luis);
    given(caseDecider, known.events)
      .when(order, by(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(caseDecider, known.events).when(order, by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, known.events).when(order, asPetra).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, known.closed().events).when(order, by()).thenRejected('CASE.ARCHIVED');
    const withRetainer = known.setup().approved().shipped().completed().retainerOrdered();
    given(caseDecider, withRetainer.events).when(order, by()).thenRejected('CASE.ENDED', { ended: 'completed' });
  });
});

describe('completing the planning', () => {
  it('is any member’s of the service, once', () => {
    given(caseDecider, running.events).when(complete, asPetra).then([completed]);
    given(caseDecider, running.events)
      .when({ ...complete, data: { collaboratorId } }, by(person(pauloId)))
      .then([completed]);
    given(caseDecider, running.and(completed).events).when(complete, asPetra).thenNothing();
  });

  it('needs an order that runs, of the own entry', () => {
    given(caseDecider, aCase().sharedWith(planWell).events)
      .when(complete, asPetra)
      .thenRejected('CASE.TPS_NOT_ORDERED', { collaboratorId });
    given(caseDecider, running.and(cancelled).events)
      .when(complete, asPetra)
      .thenRejected('CASE.TPS_NOT_ORDERED', { tpsState: 'cancelled' });
    given(caseDecider, running.sharedWith(luis).events)
      .when(complete, by(person(luisId)))
      .thenRejected('CASE.TPS_NOT_ORDERED', { collaboratorId: luis.collaboratorId });
    given(caseDecider, running.sharedWith(luis).events)
      .when({ ...complete, data: { collaboratorId } }, by(person(luisId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('is neither the provider’s nor the lab’s nor a stranger’s', () => {
    given(caseDecider, running.events).when(complete, by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, running.events).when(complete, by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, running.events)
      .when(complete, by(person(luisId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, running.closed().events).when(complete, asPetra).thenRejected('CASE.ARCHIVED');
  });
});

describe('cancelling the planning', () => {
  it('is the provider’s, once', () => {
    given(caseDecider, running.events).when(cancel, by()).then([cancelled]);
    given(caseDecider, running.and(cancelled).events).when(cancel, by()).thenNothing();
    given(caseDecider, running.events).when(cancel, asPetra).thenRejected('ACCESS.DENIED');
    given(caseDecider, running.events)
      .when(cancel, by(person(luisId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('needs an order that runs', () => {
    given(caseDecider, aCase().events).when(cancel, by()).thenRejected('CASE.TPS_NOT_ORDERED');
    given(caseDecider, running.and(completed).events)
      .when(cancel, by())
      .thenRejected('CASE.TPS_NOT_ORDERED', { tpsState: 'completed' });
  });
});
