import { describe, it } from '@jest/globals';
import type { Actor } from '../../context.js';
import {
  administrator,
  anna,
  annaId,
  aPatient,
  given,
  inDays,
  luisId,
  NOW,
  patientId,
  person,
  technician,
} from '../../testing/index.js';
import type { Instant } from '../../time.js';
import {
  type ErasePersonalData,
  type PatientCommand,
  type PatientContext,
  patientDecider,
  type PatientEvent,
  type RefuseErasure,
  type RequestErasure,
  type RestrictProcessing,
  type Treatment,
} from '../index.js';

const rule = { kind: 'policy', name: 'policy:erase-when-due' } as const;
const longAgo: Treatment = { state: 'ended', endedAt: '2015-01-01T00:00:00.000Z' };
const lastYear: Treatment = { state: 'ended', endedAt: '2025-06-01T00:00:00.000Z' };
const endOfDuty: Instant = '2035-06-01T00:00:00.000Z';
const around = (treatment?: Treatment, actor: Actor = anna, now = NOW): PatientContext => ({
  actor,
  now,
  ...(treatment && { treatment }),
});
const of = { patientId, providerId: annaId };
const everyone = [{ of: 'everyone' }] as const;
const asking = aPatient().askingForErasure();
const patient = (built: ReturnType<typeof aPatient>) => given(patientDecider, built.events);

const request = (data: RequestErasure['data'] = {}): RequestErasure => ({ type: 'RequestErasure', data });
const refuse = (ground: RefuseErasure['data']['ground']): RefuseErasure => ({
  type: 'RefuseErasure',
  data: { ground },
});
const restrict = (eraseAt: Instant, ground: RestrictProcessing['data']['ground'] = 'duty-to-keep') =>
  ({ type: 'RestrictProcessing', data: { ground, eraseAt } }) satisfies RestrictProcessing;
const erase = (...classes: ErasePersonalData['data']['classes']): ErasePersonalData => ({
  type: 'ErasePersonalData',
  data: { classes },
});
const erased = (...classes: ErasePersonalData['data']['classes']): PatientEvent => ({
  type: 'PersonalDataErased',
  data: { ...of, classes },
});
const refused: PatientEvent = { type: 'ErasureRefused', data: { ...of, ground: 'duty-to-keep' } };

describe('asking for erasure (product.md G9)', () => {
  const requested = (declaredBy: 'patient' | 'guardian', occurredAt: Instant): PatientEvent => ({
    type: 'ErasureRequested',
    data: { ...of, declaredBy, occurredAt },
  });

  it('is recorded with who asked and when, once until it is decided', () => {
    patient(aPatient())
      .when(request(), around())
      .then([requested('patient', NOW)]);
    const declared = { declaredBy: 'guardian', occurredAt: inDays(-3) } as const;
    patient(aPatient())
      .when(request(declared), around())
      .then([requested('guardian', inDays(-3))]);
    patient(asking).when(request(), around()).thenNothing();
  });

  it('is possible anew after a refusal, a restriction or a part, and not when everything is erased', () => {
    for (const decided of [asking.and(refused), asking.restricted(endOfDuty), asking.erased('content', 'contact')]) {
      patient(decided)
        .when(request(), around())
        .then([requested('patient', NOW)]);
    }
    patient(asking.erased('content', 'contact', 'evidence'))
      .when(request(), around())
      .thenNothing();
  });

  it('has been at a moment that has come', () =>
    patient(aPatient())
      .when(request({ occurredAt: inDays(1) }), around())
      .thenRejected('PATIENT.DECLARED_IN_THE_FUTURE'));
});

describe('refusing it', () => {
  it('names the ground, once', () => {
    patient(asking).when(refuse('duty-to-keep'), around(lastYear)).then([refused]);
    patient(asking).when(refuse('duty-to-keep'), around()).then([refused]);
    patient(asking.and(refused)).when(refuse('duty-to-keep'), around(lastYear)).thenNothing();
    patient(asking.and(refused).askingForErasure()).when(refuse('duty-to-keep'), around(lastYear)).then([refused]);
  });

  it('needs a request that is not decided', () => {
    patient(aPatient()).when(refuse('legal-claims'), around()).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
    patient(asking.and(refused)).when(refuse('legal-claims'), around()).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
  });

  it('names the duty to keep only while it keeps everything that is there', () => {
    const late = asking.consenting(everyone).withdrawing(everyone, 1, inDays(-1));
    for (const [built, treatment] of [
      [asking, longAgo],
      [asking, { state: 'none' }],
      [late, longAgo],
    ] as const) {
      patient(built).when(refuse('duty-to-keep'), around(treatment)).thenRejected('PATIENT.NO_DUTY_TO_KEEP');
    }
    // What is left is the proof of a consent that was withdrawn yesterday.
    patient(late.erased('content', 'contact').askingForErasure())
      .when(refuse('duty-to-keep'), around(longAgo))
      .then([refused]);
  });

  it('names another ground at any time', () => {
    for (const ground of ['legal-claims', 'requester-not-entitled'] as const) {
      patient(asking)
        .when(refuse(ground), around(longAgo))
        .then([{ type: 'ErasureRefused', data: { ...of, ground } }]);
    }
  });
});

describe('restricting processing and scheduling the erasure', () => {
  const restricted = (
    eraseAt: Instant,
    ground: RestrictProcessing['data']['ground'] = 'duty-to-keep',
  ): PatientEvent => ({
    type: 'ProcessingRestricted',
    data: { ...of, ground, eraseAt },
  });

  it('is recorded with ground and date, once', () => {
    patient(asking)
      .when(restrict(endOfDuty), around(lastYear))
      .then([restricted(endOfDuty)]);
    patient(asking.restricted(endOfDuty)).when(restrict(endOfDuty), around(lastYear)).thenNothing();
    patient(asking)
      .when(restrict(inDays(400), 'legal-claims'), around(longAgo))
      .then([restricted(inDays(400), 'legal-claims')]);
  });

  it('may be dated anew, and answers another request', () => {
    const before = asking.restricted(endOfDuty);
    patient(before)
      .when(restrict(inDays(9000)), around(lastYear))
      .then([restricted(inDays(9000))]);
    patient(before.askingForErasure())
      .when(restrict(endOfDuty), around(lastYear))
      .then([restricted(endOfDuty)]);
  });

  it('erases not before the duty to keep has ended, on whatever ground', () => {
    for (const ground of ['duty-to-keep', 'legal-claims'] as const) {
      patient(asking)
        .when(restrict(inDays(400), ground), around(lastYear))
        .thenRejected('PATIENT.DUTY_TO_KEEP', { class: 'content', keepUntil: endOfDuty, running: false });
    }
    patient(asking)
      .when(restrict('2036-03-02T08:59:59.999Z'), around({ state: 'running' }))
      .thenRejected('PATIENT.DUTY_TO_KEEP', { keepUntil: '2036-03-02T09:00:00.000Z', running: true });
    patient(asking)
      .when(restrict('2036-03-02T09:00:00.000Z'), around())
      .then([restricted('2036-03-02T09:00:00.000Z')]);
  });

  it('leaves the proof of consent to its own duty, but where nothing else is left', () => {
    const late = asking.consenting(everyone).withdrawing(everyone, 1, inDays(-1));
    patient(late)
      .when(restrict(endOfDuty), around(lastYear))
      .then([restricted(endOfDuty)]);
    patient(late.erased('content', 'contact').askingForErasure())
      .when(restrict(inDays(30)), around(longAgo))
      .thenRejected('PATIENT.DUTY_TO_KEEP', { class: 'evidence' });
  });

  it('is refused without a request, without a duty, or at a moment that is none or over', () => {
    patient(aPatient()).when(restrict(endOfDuty), around(lastYear)).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
    patient(asking)
      .when(restrict(inDays(400)), around(longAgo))
      .thenRejected('PATIENT.NO_DUTY_TO_KEEP');
    patient(asking).when(restrict('2035'), around(lastYear)).thenRejected('TIME.INVALID');
    patient(asking).when(restrict(NOW, 'legal-claims'), around(longAgo)).thenRejected('PATIENT.ERASURE_IN_THE_PAST');
  });
});

describe('erasing', () => {
  it('destroys the classes that were asked for, once', () => {
    patient(asking)
      .when(erase('contact', 'content'), around(longAgo))
      .then([erased('content', 'contact')]);
    patient(asking.erased('content'))
      .when(erase('content', 'contact'), around(longAgo))
      .then([erased('contact')]);
    patient(asking.erased('content')).when(erase('content'), around(longAgo)).thenNothing();
    patient(aPatient().erased('content')).when(erase('content'), around(lastYear, rule)).thenNothing();
  });

  it('needs a request, now or before', () => {
    patient(aPatient()).when(erase('content'), around(longAgo)).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
    patient(asking.and(refused)).when(erase('content'), around(longAgo)).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
    patient(asking.restricted(endOfDuty))
      .when(erase('content'), around(longAgo))
      .then([erased('content')]);
    patient(asking.erased('content'))
      .when(erase('evidence'), around(longAgo))
      .then([erased('evidence')]);
    patient(asking).when(erase(), around(longAgo)).thenRejected('PATIENT.CLASSES_MISSING');
  });

  it.each<[string, Treatment | undefined, object]>([
    ['has not ended long enough ago', lastYear, { keepUntil: endOfDuty, running: false }],
    ['runs', { state: 'running' }, { keepUntil: '2036-03-02T09:00:00.000Z', running: true }],
    ['may run', undefined, { running: true }],
  ])('is refused while the treatment %s', (_sentence, treatment, facts) => {
    for (const one of ['content', 'contact'] as const) {
      patient(asking)
        .when(erase(one), around(treatment))
        .thenRejected('PATIENT.DUTY_TO_KEEP', { class: one, ...facts });
    }
  });

  it('of who was never treated waits for nothing', () =>
    patient(asking)
      .when(erase('content', 'contact', 'evidence'), around({ state: 'none' }))
      .then([erased('content', 'contact', 'evidence')]));

  it('spares the proof of consent as long as it is needed', () => {
    const consented = asking.consenting(everyone, { occurredAt: '2014-01-01T00:00:00.000Z' });
    patient(consented).when(erase('evidence'), around(lastYear)).thenRejected('PATIENT.DUTY_TO_KEEP', {
      class: 'evidence',
      keepUntil: endOfDuty,
    });
    patient(consented).when(erase('evidence'), around(longAgo)).thenRejected('PATIENT.PROOF_NEEDED');
    patient(consented).when(erase('evidence', 'contact'), around(longAgo)).thenRejected('PATIENT.PROOF_NEEDED');
    patient(consented)
      .when(erase('evidence', 'content'), around(longAgo))
      .then([erased('content', 'evidence')]);
    patient(consented.erased('content'))
      .when(erase('evidence'), around(longAgo))
      .then([erased('evidence')]);
    // Nothing was consented to: there is nothing to prove.
    patient(asking)
      .when(erase('evidence'), around(lastYear))
      .then([erased('evidence')]);
    const late = consented.withdrawing(everyone, 1, inDays(-1));
    patient(late)
      .when(erase('content', 'contact'), around(longAgo))
      .then([erased('content', 'contact')]);
    patient(late)
      .when(erase('content', 'contact', 'evidence'), around(longAgo))
      .thenRejected('PATIENT.DUTY_TO_KEEP', { class: 'evidence' });
  });

  it('is done by a rule when it is due, and not before', () => {
    const scheduled = asking.restricted(endOfDuty);
    const due = (days: number) => around(lastYear, rule, inDays(days, endOfDuty));
    patient(scheduled)
      .when(erase('content', 'contact'), due(0))
      .then([erased('content', 'contact')]);
    patient(scheduled).when(erase('content'), due(-1)).thenRejected('PATIENT.ERASURE_NOT_DUE', { eraseAt: endOfDuty });
    patient(asking).when(erase('content'), due(0)).thenRejected('PATIENT.NO_ERASURE_REQUESTED');
    // Treated again since: the duty to keep beats the date.
    patient(scheduled)
      .when(erase('content'), { ...due(0), treatment: { state: 'running' } })
      .thenRejected('PATIENT.DUTY_TO_KEEP');
    given(patientDecider).when(erase('content'), due(0)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('of the rest is due as well until everything is erased', () => {
    const rest = asking.restricted(endOfDuty).erased('content', 'contact');
    const due = around(lastYear, rule, inDays(0, endOfDuty));
    patient(rest)
      .when(erase('evidence'), due)
      .then([erased('evidence')]);
    patient(rest.erased('evidence')).when(erase('evidence'), due).thenNothing();
  });
});

describe.each<[string, PatientCommand]>([
  ['asking', request()],
  ['refusing', refuse('legal-claims')],
  ['restricting', restrict(endOfDuty, 'legal-claims')],
  ['erasing', erase('content')],
])('%s', (sentence, command) => {
  it('is the owning provider’s', () => {
    patient(asking)
      .when(command, around(longAgo, { ...person(luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
    for (const actor of [person(luisId), technician, administrator, { kind: 'setup' } as const]) {
      patient(asking).when(command, around(longAgo, actor)).thenRejected('ACCESS.DENIED');
    }
    given(patientDecider).when(command, around(longAgo)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('is nothing that a rule does by itself', () =>
    patient(asking)
      .when(command, around(longAgo, rule))
      .thenRejected(sentence === 'erasing' ? 'PATIENT.NO_ERASURE_REQUESTED' : 'ACCESS.DENIED'));
});
