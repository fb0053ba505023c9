import { describe, expect, it } from '@jest/globals';
import type { PatientEvent, RecipientRule } from '../../patient/index.js';
import { mayRecipientSee } from '../index.js';
import {
  aCase,
  annaId,
  anUnconfirmedRoster,
  aPatient,
  consentOf,
  everybody,
  inDays,
  luis,
  luisId,
  mei,
  NOW,
  patientId,
  TEXTS,
} from '../../testing/index.js';
import {
  ask,
  colleague,
  lab,
  type Line,
  mentor,
  planner,
  provider,
  type Situation,
  staff,
  unknown,
  yes,
} from './ask.js';

const everyone: readonly RecipientRule[] = [{ of: 'everyone' }];
const colleagues: readonly RecipientRule[] = [{ of: 'kind', kind: 'colleague' }];
const allButStaff: readonly RecipientRule[] = [{ of: 'everyone-but-staff' }];
const luisAlone: readonly RecipientRule[] = [{ of: 'recipient', recipientId: luisId }];
const perPatient: Situation = { roster: everybody().policy('per-patient').build() };
const patient = (built: ReturnType<typeof aPatient>): Situation => ({ patient: built.build() });
const ofPatient = { patientId, providerId: annaId };
const objecting = (
  type: 'SharingObjected' | 'SharingObjectionLifted',
  recipients: readonly RecipientRule[],
  day: number,
): PatientEvent => ({ type, data: { ...ofPatient, recipients, declaredBy: 'patient', occurredAt: inDays(day) } });
const withdrawn = aPatient().withdrawing(allButStaff);
const objected = aPatient().and(objecting('SharingObjected', luisAlone, -2));
const restricted = aPatient()
  .consenting(everyone)
  .and({ type: 'ProcessingRestricted', data: { ...ofPatient, ground: 'duty-to-keep', eraseAt: inDays(3650) } });
const erased = aPatient().and({ type: 'PersonalDataErased', data: { ...ofPatient, classes: ['content', 'contact'] } });
const forTeaching: Situation = { on: aCase().sharedWith(mei, { purpose: 'teaching' }), ...perPatient };

describe('what consent does to access (product.md G1, G2)', () => {
  it.each<Line>([
    ['without a consent: not the colleague', colleague, 'see-case', perPatient, unknown('consent-missing')],
    ['without a consent: not the planner', planner, 'see-case', perPatient, unknown('consent-missing')],
    ['without a consent: the staff', staff, 'see-case', perPatient, yes],
    ['without a consent: the provider', provider, 'see-case', perPatient, yes],
    ['without a consent: the lab', lab, 'see-case', perPatient, yes],
    [
      'for colleagues: the colleague',
      colleague,
      'see-case',
      { ...perPatient, ...patient(aPatient().consenting(colleagues)) },
      yes,
    ],
    [
      'for colleagues: not the planner',
      planner,
      'see-case',
      { ...perPatient, ...patient(aPatient().consenting(colleagues)) },
      unknown('consent-missing'),
    ],
    [
      'to treatment: not the mentor it is shared with for teaching',
      mentor,
      'see-case',
      { ...forTeaching, ...patient(aPatient().consenting(everyone)) },
      unknown('consent-missing'),
    ],
    [
      'to teaching: the mentor it is shared with for teaching',
      mentor,
      'see-case',
      { ...forTeaching, ...patient(aPatient().consenting(everyone, { purposes: ['teaching'] })) },
      yes,
    ],
    [
      'until tomorrow: not tomorrow',
      colleague,
      'see-case',
      { ...perPatient, ...patient(aPatient().consenting(everyone, { validUntil: inDays(1) })), now: inDays(1) },
      unknown('consent-missing'),
    ],
  ])('under the policy per-patient, a consent %s', (_sentence, { actor }, act, situation, expected) => {
    expect(ask({ actor }, act, situation)).toMatchObject(expected);
  });

  it.each<Line>([
    ['withdrawn: not the colleague', colleague, 'see-case', patient(withdrawn), unknown('consent-withdrawn')],
    ['withdrawn: no verdict', colleague, 'mark-setup-ready', patient(withdrawn), unknown('consent-withdrawn')],
    ['withdrawn: the staff', staff, 'see-case', patient(withdrawn), yes],
    [
      'withdrawn for everyone: not the staff',
      staff,
      'see-case',
      patient(aPatient().withdrawing(everyone)),
      unknown('consent-withdrawn'),
    ],
    ['withdrawn for everyone: the provider', provider, 'see-case', patient(aPatient().withdrawing(everyone)), yes],
    ['withdrawn for Luis: the planner', planner, 'see-case', patient(aPatient().withdrawing(luisAlone)), yes],
    ['given again: the open grant works again', colleague, 'see-case', patient(withdrawn.consenting(everyone)), yes],
    [
      'given again to others: still not',
      colleague,
      'see-case',
      patient(withdrawn.consenting([{ of: 'kind', kind: 'mentor' }])),
      unknown('consent-withdrawn'),
    ],
    [
      'given again until tomorrow: not tomorrow',
      colleague,
      'see-case',
      { ...patient(withdrawn.consenting(everyone, { validUntil: inDays(1) })), now: inDays(1) },
      unknown('consent-withdrawn'),
    ],
    ['objection against Luis: not Luis', colleague, 'see-case', patient(objected), unknown('sharing-objected')],
    ['objection against Luis: the others', mentor, 'see-case', patient(objected), yes],
    [
      'objection against Luis: no consent opens it',
      colleague,
      'see-case',
      patient(objected.consenting(everyone, { occurredAt: inDays(-1) })),
      unknown('sharing-objected'),
    ],
    [
      'objection lifted: Luis again',
      colleague,
      'see-case',
      patient(objected.and(objecting('SharingObjectionLifted', luisAlone, -1))),
      yes,
    ],
    [
      'objection lifted for mentors: still not Luis',
      colleague,
      'see-case',
      patient(objected.and(objecting('SharingObjectionLifted', [{ of: 'kind', kind: 'mentor' }], -1))),
      unknown('sharing-objected'),
    ],
    [
      'objection declared after a lifting that was recorded later: not Luis',
      colleague,
      'see-case',
      patient(objected.and(objecting('SharingObjectionLifted', luisAlone, -3))),
      unknown('sharing-objected'),
    ],
    [
      'processing restricted: not the colleague',
      colleague,
      'see-case',
      patient(restricted),
      unknown('processing-restricted'),
    ],
    ['processing restricted: not the staff', staff, 'see-case', patient(restricted), unknown('processing-restricted')],
    ['processing restricted: the provider', provider, 'see-case', patient(restricted), yes],
    ['data erased: nobody it was shared with', staff, 'see-case', patient(erased), unknown('processing-restricted')],
  ])('under the policy attestation, %s', (_sentence, { actor }, act, situation, expected) => {
    expect(ask({ actor }, act, situation)).toMatchObject(expected);
  });
});

describe('what a row keeps of a patient’s consents', () => {
  it('is read as a withdrawal, where it is blocked and does not say by what', () => {
    const consent = { blocked: true, coveredUntil: null };
    const facts = {
      grant: { recipientKind: 'colleague' },
      entry: { status: 'active' },
      policy: 'attestation',
    } as const;
    expect(mayRecipientSee({ ...facts, consent, now: NOW })).toEqual({ sees: false, reason: 'consent-withdrawn' });
  });
});

describe('on what access stands, as the audit names it (product.md G4, G5)', () => {
  const basisOf = (...question: Parameters<typeof ask>) => {
    const judgement = ask(...question);
    return judgement.allowed && judgement.standing.as === 'collaborator' ? judgement.standing.basis : undefined;
  };
  const consented = patient(aPatient().consenting(colleagues));

  it.each<[string, Parameters<typeof ask>, object]>([
    ['the attestation, in the version confirmed last', [colleague, 'see-case'], attested()],
    ['the contract of treatment, for staff', [staff, 'see-case'], { of: 'practice-staff' }],
    ['the consent, where one covers', [colleague, 'see-case', consented], consent(1)],
    ['the attestation still, for whom it does not cover', [mentor, 'see-case', consented], attested()],
    [
      'the attestation again, once it has ended',
      [
        colleague,
        'see-case',
        {
          ...patient(aPatient().consenting(colleagues, { validUntil: inDays(1) })),
          now: inDays(1),
        },
      ],
      attested(),
    ],
    [
      'the consent that came after a withdrawal',
      [colleague, 'see-case', patient(aPatient().consenting(everyone).withdrawing(everyone).consenting(everyone))],
      consent(2),
    ],
    [
      'the consent, for staff who had been named in a withdrawal',
      [staff, 'see-case', patient(aPatient().withdrawing(everyone).consenting(everyone))],
      consent(1),
    ],
  ])('%s', (_sentence, question, expected) => {
    expect(basisOf(...question)).toEqual(expected);
  });

  it('is not what the share stood on when it was made', () => {
    const shared = aCase().sharedWith(luis);
    expect(basisOf({ actor: colleague.actor }, 'see-case', { on: shared, ...perPatient, ...consented })).toEqual(
      consent(1),
    );
  });

  it('is the attestation without a version, where the provider has confirmed no text', () => {
    const roster = anUnconfirmedRoster().with(luis).build();
    const basis = basisOf({ actor: colleague.actor }, 'see-case', { roster });
    expect(Object.entries(basis ?? {})).toEqual([['of', 'attestation']]);
  });

  function attested() {
    return { of: 'attestation', textVersion: TEXTS.attestationVersion };
  }
  function consent(number: number) {
    return { of: 'consent', consentId: consentOf(number), textVersion: 'consent-2026-01' };
  }
});
