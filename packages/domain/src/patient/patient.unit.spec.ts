import { describe, expect, it } from '@jest/globals';
import type { ConsentId, PersonId } from '../ids.js';
import {
  anna,
  annaId,
  aPatient,
  consentOf,
  given,
  inDays,
  jonasId,
  luisId,
  meiId,
  NOW,
  patientId,
  person,
  planWellId,
} from '../testing/index.js';
import { NO_END } from '../time.js';
import {
  consentsOf,
  consentStanding,
  coversPurpose,
  type GiveConsent,
  patientDecider,
  type PatientIdentity,
  type Purpose,
  type RecipientFacts,
  type WithdrawConsent,
} from './index.js';

const context = (actor = anna) => ({ actor, now: NOW });
const stranger = { ...person(luisId), isProvider: true };
const colleague: RecipientFacts = { recipientId: luisId, recipientKind: 'colleague' };
const staff: RecipientFacts = { recipientId: jonasId, recipientKind: 'staff' };
const mentor: RecipientFacts = { recipientId: meiId, recipientKind: 'mentor' };
const planner: RecipientFacts = { recipientId: planWellId, recipientKind: 'treatment-planning-service' };
const standing = (built: ReturnType<typeof aPatient>, who: RecipientFacts, purpose?: Purpose) =>
  consentStanding(consentsOf(built.build()), who, purpose);

describe('registering a patient', () => {
  const register = {
    type: 'RegisterPatient',
    data: { patientId, identity: { givenName: 'Mira', familyName: 'Sommer', birthDate: '2009-04-30' } },
  } as const;
  const identity = register.data.identity;

  it('makes the acting provider the owner, once', () => {
    given(patientDecider).when(register, context()).then(aPatient().events);
    given(patientDecider, aPatient().events).when(register, context()).thenNothing();
  });

  it('needs names and a birth date that has been', () => {
    const refused = (changes: Partial<PatientIdentity>, code: string): void =>
      given(patientDecider)
        .when({ ...register, data: { patientId, identity: { ...identity, ...changes } } }, context())
        .thenRejected(code);
    refused({ givenName: ' ' }, 'PATIENT.NAME_MISSING');
    refused({ familyName: '' }, 'PATIENT.NAME_MISSING');
    refused({ birthDate: '2009-02-30' }, 'PATIENT.BIRTH_DATE_INVALID');
    refused({ birthDate: '30.4.2009' }, 'PATIENT.BIRTH_DATE_INVALID');
    refused({ birthDate: '2026-03-03' }, 'PATIENT.BIRTH_DATE_INVALID');
  });

  it('is a provider’s, and of another provider’s patient nothing is known', () => {
    given(patientDecider)
      .when(register, context(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(patientDecider, aPatient().events).when(register, context(stranger)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('recording a consent (product.md G1)', () => {
  const give: GiveConsent = {
    type: 'GiveConsent',
    data: {
      consentId: consentOf(1),
      recipients: [{ of: 'everyone' }],
      purposes: ['treatment'],
      textVersion: 'consent-2026-01',
      evidence: { kind: 'signed-form' },
      givenBy: 'patient',
      occurredAt: inDays(-7),
    },
  };
  const registered = given(patientDecider, aPatient().events);
  const consenting = aPatient().consenting([{ of: 'everyone' }]);

  it('keeps who, what for, which text, which evidence and when, once', () => {
    registered.when(give, context()).then(consenting.events.slice(1));
    given(patientDecider, consenting.events).when(give, context()).thenNothing();
  });

  it('stores exactly the fields of the event, whatever else came in', () => {
    const more = { ...give.data, note: 'x', evidence: { ...give.data.evidence, file: 'x' } };
    registered.when({ type: 'GiveConsent', data: more }, context()).then(consenting.events.slice(1));
  });

  it('names a guardian where one gave it', () => {
    const byGuardian = { ...give, data: { ...give.data, givenBy: 'guardian', guardianName: 'Jana Sommer' } } as const;
    expect(registered.when(byGuardian, context()).events).toHaveLength(1);
  });

  it.each<[string, Partial<GiveConsent['data']>, string]>([
    ['nobody named', { recipients: [] }, 'PATIENT.RECIPIENTS_MISSING'],
    ['no purpose', { purposes: [] }, 'PATIENT.PURPOSE_MISSING'],
    ['no text', { textVersion: '' }, 'PATIENT.TEXT_VERSION_INVALID'],
    ['a sentence for a text', { textVersion: 'Text for Mira Sommer' }, 'PATIENT.TEXT_VERSION_INVALID'],
    ['a long text', { textVersion: `v${'1'.repeat(200)}` }, 'PATIENT.TEXT_VERSION_INVALID'],
    ['a guardian without a name', { givenBy: 'guardian' }, 'PATIENT.GUARDIAN_MISMATCH'],
    ['a guardian with a blank name', { givenBy: 'guardian', guardianName: ' ' }, 'PATIENT.GUARDIAN_MISMATCH'],
    ['a patient with a guardian', { guardianName: 'Jana Sommer' }, 'PATIENT.GUARDIAN_MISMATCH'],
    ['no hash', { evidence: { kind: 'e-form', documentHash: 'ABC' } }, 'PATIENT.DOCUMENT_HASH_INVALID'],
    ['a moment without a time', { occurredAt: '2026-03-01' }, 'TIME.INVALID'],
    ['a moment to come', { occurredAt: inDays(1) }, 'PATIENT.CONSENT_IN_THE_FUTURE'],
    ['an end that is no moment', { validUntil: 'never' }, 'TIME.INVALID'],
    ['an end before it was given', { validUntil: inDays(-7) }, 'PATIENT.VALIDITY_INVALID'],
  ])('is refused with %s', (_sentence, changes, code) =>
    registered.when({ ...give, data: { ...give.data, ...changes } }, context()).thenRejected(code),
  );

  it('is the owning provider’s alone', () => {
    registered.when(give, context(person(luisId))).thenRejected('ACCESS.DENIED');
    registered.when(give, context(stranger)).thenRejected('ACCESS.NOT_FOUND');
    given(patientDecider).when(give, context()).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('withdrawing', () => {
  const withdraw = { type: 'WithdrawConsent', data: {} } as const;
  const everyoneButStaff = [{ of: 'everyone-but-staff' }] as const;
  const event = {
    type: 'ConsentWithdrawn',
    data: { patientId, providerId: annaId, recipients: everyoneButStaff, declaredBy: 'patient', occurredAt: NOW },
  } as const;

  it('needs no reason and no consent, and ends everyone’s access but staff’s', () =>
    given(patientDecider, aPatient().events).when(withdraw, context()).then([event]));

  it('is recorded once, and again after a later consent', () => {
    const withdrawn = aPatient().and(event);
    given(patientDecider, withdrawn.events).when(withdraw, context()).thenNothing();
    const consented = aPatient()
      .withdrawing(everyoneButStaff)
      .consenting([{ of: 'everyone' }]);
    given(patientDecider, consented.events).when(withdraw, context()).then([event]);
  });

  it('is recorded anew where it is declared later: what was signed in between ends with it', () => {
    const withdrawn = given(patientDecider, aPatient().and(event).events);
    const earlier = { ...withdraw, data: { occurredAt: inDays(-1) } };
    withdrawn.when(earlier, context()).thenNothing();
    const later = { ...event, data: { ...event.data, occurredAt: inDays(1) } };
    withdrawn.when(withdraw, { actor: anna, now: inDays(1) }).then([later]);
  });

  it('keeps who declared it and when, not in the future and not before the consent that it names', () => {
    const consenting = given(patientDecider, aPatient().consenting([{ of: 'everyone' }]).events);
    const declared = { declaredBy: 'guardian', occurredAt: inDays(-2) } as const;
    consenting
      .when({ ...withdraw, data: declared }, context())
      .then([{ ...event, data: { ...event.data, ...declared } }]);
    const refused = (data: WithdrawConsent['data'], code: string): void =>
      consenting.when({ ...withdraw, data }, context()).thenRejected(code);
    refused({ occurredAt: inDays(1) }, 'PATIENT.WITHDRAWAL_IN_THE_FUTURE');
    refused({ occurredAt: '2026-03-01' }, 'TIME.INVALID');
    refused({ consentId: consentOf(1), occurredAt: inDays(-8) }, 'PATIENT.WITHDRAWN_BEFORE_GIVEN');
  });

  it('names the consent and the recipients where the patient does', () => {
    const consenting = given(patientDecider, aPatient().consenting([{ of: 'everyone' }]).events);
    const recipients = [{ of: 'recipient', recipientId: luisId }] as const;
    consenting
      .when({ type: 'WithdrawConsent', data: { consentId: consentOf(1), recipients } }, context())
      .then([{ ...event, data: { ...event.data, consentId: consentOf(1), recipients } }]);
    consenting
      .when({ type: 'WithdrawConsent', data: { consentId: 'other' as ConsentId } }, context())
      .thenRejected('PATIENT.CONSENT_UNKNOWN');
    consenting
      .when({ type: 'WithdrawConsent', data: { recipients: [] } }, context())
      .thenRejected('PATIENT.RECIPIENTS_MISSING');
  });

  it('is recorded by the owning provider alone', () => {
    given(patientDecider, aPatient().events).when(withdraw, context(stranger)).thenRejected('ACCESS.NOT_FOUND');
    given(patientDecider, aPatient().events)
      .when(withdraw, context(person(luisId)))
      .thenRejected('ACCESS.DENIED');
  });
});

describe('what consents mean for one recipient (product.md G2)', () => {
  it('is nothing without any', () =>
    expect(standing(aPatient(), colleague)).toEqual({ blocked: false, coveredUntil: null, consent: null }));

  it('covers whom the consent names', () => {
    const kinds = aPatient().consenting([{ of: 'kind', kind: 'colleague' }]);
    expect(standing(kinds, colleague).coveredUntil).toBe(NO_END);
    expect(standing(kinds, planner).coveredUntil).toBeNull();
    const named = aPatient().consenting([{ of: 'recipient', recipientId: planWellId }]);
    expect(standing(named, planner).coveredUntil).toBe(NO_END);
    expect(standing(named, { ...planner, recipientId: 'other' as PersonId }).coveredUntil).toBeNull();
    const allButStaff = aPatient().consenting([{ of: 'everyone-but-staff' }]);
    expect(standing(allButStaff, mentor).coveredUntil).toBe(NO_END);
    expect(standing(allButStaff, staff).coveredUntil).toBeNull();
    expect(standing(aPatient().consenting([{ of: 'everyone' }]), staff).coveredUntil).toBe(NO_END);
  });

  it('covers only what the consent is for', () => {
    const teaching = aPatient().consenting([{ of: 'everyone' }], { purposes: ['teaching'] });
    expect(standing(teaching, mentor, 'teaching').coveredUntil).toBe(NO_END);
    expect(standing(teaching, mentor).coveredUntil).toBeNull();
    expect(standing(teaching, planner).coveredUntil).toBeNull();
    const planning = aPatient().consenting([{ of: 'everyone' }], { purposes: ['treatment-planning'] });
    expect(standing(planning, planner).coveredUntil).toBe(NO_END);
    expect(standing(planning, colleague).coveredUntil).toBeNull();
    const treatment = aPatient().consenting([{ of: 'everyone' }]);
    expect(standing(treatment, colleague, 'second-opinion').coveredUntil).toBe(NO_END);
    expect(standing(treatment, mentor, 'teaching').coveredUntil).toBeNull();
  });

  it.each<[Purpose, Purpose, boolean]>([
    ['treatment', 'treatment', true],
    ['treatment', 'second-opinion', true],
    ['treatment', 'treatment-planning', true],
    ['treatment', 'teaching', false],
    ['second-opinion', 'second-opinion', true],
    ['second-opinion', 'treatment', false],
    ['treatment-planning', 'treatment', false],
    ['teaching', 'teaching', true],
    ['teaching', 'treatment', false],
  ])('a consent to %s covers a share for %s: %p', (consented, purpose, covers) =>
    expect(coversPurpose([consented], purpose)).toBe(covers),
  );

  it('does not come back with a form that was signed before the withdrawal and recorded after', () => {
    const everyone = [{ of: 'everyone' }] as const;
    const withdrawn = aPatient().withdrawing(everyone, undefined, inDays(-3));
    const signed = (occurredAt: string) => withdrawn.consenting(everyone, { occurredAt });
    expect(standing(signed(inDays(-4)), colleague)).toEqual({ blocked: true, coveredUntil: null, consent: null });
    expect(standing(signed(inDays(-3)), colleague).coveredUntil).toBeNull();
    expect(standing(signed(inDays(-2)), colleague)).toMatchObject({ blocked: true, coveredUntil: NO_END });
    const earlierOne = signed(inDays(-2)).withdrawing(everyone, undefined, inDays(-5));
    expect(standing(earlierOne, colleague).coveredUntil).toBe(NO_END);
    expect(
      standing(signed(inDays(-2)).withdrawing(everyone, undefined, inDays(-1)), colleague).coveredUntil,
    ).toBeNull();
  });

  it('lasts as long as the consent that reaches the furthest, which is named', () => {
    const three = aPatient()
      .consenting([{ of: 'everyone' }], { validUntil: inDays(10) })
      .consenting([{ of: 'everyone' }], { validUntil: inDays(20) })
      .consenting([{ of: 'everyone' }], { validUntil: inDays(5) });
    expect(standing(three, colleague)).toMatchObject({
      coveredUntil: inDays(20),
      consent: { consentId: consentOf(2) },
    });
  });

  it('is blocked by a withdrawal that names the recipient, whatever was consented to before', () => {
    const withdrawn = aPatient()
      .consenting([{ of: 'everyone' }])
      .consenting([{ of: 'recipient', recipientId: luisId }])
      .withdrawing([{ of: 'recipient', recipientId: luisId }], 1);
    expect(standing(withdrawn, colleague)).toEqual({ blocked: true, coveredUntil: null, consent: null });
    expect(standing(withdrawn, planner)).toMatchObject({ blocked: false, coveredUntil: NO_END });
  });

  it('stays blocked, but for the time of a later consent', () => {
    const again = aPatient()
      .withdrawing([{ of: 'everyone-but-staff' }])
      .consenting([{ of: 'kind', kind: 'colleague' }], { validUntil: inDays(10) });
    expect(standing(again, colleague)).toMatchObject({ blocked: true, coveredUntil: inDays(10) });
    expect(standing(again, planner)).toEqual({ blocked: true, coveredUntil: null, consent: null });
    expect(standing(again, staff)).toEqual({ blocked: false, coveredUntil: null, consent: null });
  });
});
