import { describe, it } from '@jest/globals';
import type { Actor } from '../../context.js';
import {
  anna,
  annaId,
  aPatient,
  given,
  inDays,
  jonasId,
  luisId,
  meiId,
  NOW,
  patientId,
  person,
} from '../../testing/index.js';
import {
  type LiftObjection,
  type ObjectToSharing,
  type PatientContext,
  patientDecider,
  type PatientEvent,
  type RecipientRule,
} from '../index.js';

type Rules = readonly RecipientRule[];
const context = (actor: Actor = anna, now = NOW): PatientContext => ({ actor, now });
const everyone: Rules = [{ of: 'everyone' }];
const colleagues: Rules = [{ of: 'kind', kind: 'colleague' }];
const toLuis: Rules = [{ of: 'recipient', recipientId: luisId }];
const toJonas: Rules = [{ of: 'recipient', recipientId: jonasId }];
const object = (recipients: Rules, more: Partial<ObjectToSharing['data']> = {}): ObjectToSharing => ({
  type: 'ObjectToSharing',
  data: { recipients, ...more },
});
const lift = (recipients: Rules, more: Partial<LiftObjection['data']> = {}): LiftObjection => ({
  type: 'LiftObjection',
  data: { recipients, ...more },
});
const recorded = (
  type: 'SharingObjected' | 'SharingObjectionLifted',
  recipients: Rules,
  occurredAt = NOW,
): PatientEvent => ({
  type,
  data: { patientId, providerId: annaId, recipients, declaredBy: 'patient', occurredAt },
});
const patient = (built = aPatient()) => given(patientDecider, built.events);

describe('objecting to sharing (product.md G1)', () => {
  it('is recorded with whom it names, who declared it and when', () => {
    patient()
      .when(object(toLuis), context())
      .then([recorded('SharingObjected', toLuis)]);
    const declared = { declaredBy: 'guardian', occurredAt: inDays(-2) } as const;
    patient()
      .when(object(colleagues, declared), context())
      .then([
        { type: 'SharingObjected', data: { patientId, providerId: annaId, recipients: colleagues, ...declared } },
      ]);
  });

  it('is recorded once, in whatever words: who is objected to is so already', () => {
    const objected = patient(aPatient().objecting(colleagues, NOW).objecting(toLuis, NOW));
    objected.when(object(toLuis), context()).thenNothing();
    objected.when(object(colleagues), context()).thenNothing();
    objected.when(object([...toLuis, ...colleagues]), context()).thenNothing();
    objected.when(object(colleagues, { occurredAt: inDays(-30) }), context()).thenNothing();
    patient(aPatient().objecting(everyone, NOW)).when(object(toJonas), context()).thenNothing();
    const allKinds = aPatient()
      .objecting([{ of: 'everyone-but-staff' }], NOW)
      .objecting([{ of: 'kind', kind: 'staff' }], NOW);
    patient(allKinds).when(object(everyone), context()).thenNothing();
  });

  it('is recorded anew where it is declared later: no lifting from in between undoes it', () => {
    const again = recorded('SharingObjected', toLuis);
    const objected = aPatient().objecting(toLuis, inDays(-3));
    patient(objected).when(object(toLuis), context()).then([again]);
    patient(objected.and(again)).when(object(toLuis), context()).thenNothing();
    patient(objected.and(again))
      .when(lift(toLuis, { occurredAt: inDays(-1) }), context())
      .thenNothing();
  });

  it('stores exactly the fields of the event, whatever else came in', () =>
    patient()
      .when(object([{ of: 'recipient', recipientId: luisId, ...{ note: 'Dr. Ortega' } }]), context())
      .then([recorded('SharingObjected', toLuis)]));

  it('is recorded where it reaches further', () => {
    const objected = patient(aPatient().objecting(colleagues));
    objected.when(object(everyone), context()).then([recorded('SharingObjected', everyone)]);
    objected
      .when(object([...colleagues, ...toJonas]), context())
      .then([recorded('SharingObjected', [...colleagues, ...toJonas])]);
    // Luis's kind is not known here: he might become another one's mentor.
    objected.when(object(toLuis), context()).then([recorded('SharingObjected', toLuis)]);
    const lifted = patient(aPatient().objecting(colleagues).liftingObjection(toLuis));
    lifted.when(object(colleagues), context()).then([recorded('SharingObjected', colleagues)]);
  });

  it('that was lifted since is evidence, and recorded once', () => {
    const lifted = aPatient().objecting(toLuis, inDays(-2)).liftingObjection(toLuis, inDays(-1));
    const earlier = recorded('SharingObjected', toLuis, inDays(-3));
    patient(lifted)
      .when(object(toLuis, { occurredAt: inDays(-3) }), context())
      .then([earlier]);
    patient(lifted.and(earlier))
      .when(object(toLuis, { occurredAt: inDays(-3) }), context())
      .thenNothing();
  });

  it('names somebody, at a moment that has come', () => {
    patient().when(object([]), context()).thenRejected('PATIENT.RECIPIENTS_MISSING');
    patient()
      .when(object(toLuis, { occurredAt: inDays(1) }), context())
      .thenRejected('PATIENT.DECLARED_IN_THE_FUTURE');
    patient()
      .when(object(toLuis, { occurredAt: '2026-03-01' }), context())
      .thenRejected('TIME.INVALID');
  });
});

describe('lifting an objection', () => {
  it('is recorded where it lifts anything for anybody', () => {
    const objected = patient(aPatient().objecting(colleagues));
    for (const recipients of [colleagues, toLuis, everyone]) {
      objected.when(lift(recipients), context()).then([recorded('SharingObjectionLifted', recipients)]);
    }
  });

  it('that lifts nothing records nothing', () => {
    patient().when(lift(everyone), context()).thenNothing();
    const objected = aPatient().objecting(colleagues, inDays(-2));
    patient(objected)
      .when(lift([{ of: 'kind', kind: 'mentor' }]), context())
      .thenNothing();
    patient(objected)
      .when(lift(colleagues, { occurredAt: inDays(-3) }), context())
      .thenNothing();
    patient(objected.liftingObjection(colleagues, inDays(-1)))
      .when(lift(colleagues), context())
      .thenNothing();
    patient(objected.liftingObjection(colleagues, inDays(-1)))
      .when(lift(toLuis), context())
      .thenNothing();
  });

  it('for one of a kind, once', () => {
    const freed = aPatient().objecting(colleagues).liftingObjection(toLuis);
    patient(freed).when(lift(toLuis), context()).thenNothing();
    patient(freed)
      .when(lift(colleagues), context())
      .then([recorded('SharingObjectionLifted', colleagues)]);
  });

  it('names somebody, at a moment that has come', () => {
    const objected = patient(aPatient().objecting(toLuis));
    objected.when(lift([]), context()).thenRejected('PATIENT.RECIPIENTS_MISSING');
    objected.when(lift(toLuis, { occurredAt: inDays(1) }), context()).thenRejected('PATIENT.DECLARED_IN_THE_FUTURE');
  });
});

describe.each([
  ['objecting', object(toLuis)],
  ['lifting', lift(toLuis)],
] as const)('%s', (_sentence, command) => {
  it('is recorded by the owning provider alone', () => {
    const objected = patient(aPatient().objecting(toJonas));
    objected.when(command, context({ ...person(meiId), isProvider: true })).thenRejected('ACCESS.NOT_FOUND');
    objected.when(command, context(person(luisId))).thenRejected('ACCESS.DENIED');
    objected.when(command, context({ kind: 'policy', name: 'policy:any' })).thenRejected('ACCESS.DENIED');
    given(patientDecider).when(command, context()).thenRejected('ACCESS.NOT_FOUND');
  });
});
