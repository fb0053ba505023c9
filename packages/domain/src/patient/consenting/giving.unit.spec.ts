import { describe, expect, it } from '@jest/globals';
import { judge } from '../../access/index.js';
import type { Actor } from '../../context.js';
import { ERASED } from '../../personal.js';
import {
  aCase,
  anna,
  aPatient,
  by,
  consentOf,
  everybody,
  given,
  inDays,
  luis,
  luisId,
  mira,
  NOW,
  person,
} from '../../testing/index.js';
import {
  endOfGuardianship,
  type GiveConsent,
  type PatientContext,
  patientDecider,
  type PatientIdentity,
} from '../index.js';

const context = (actor: Actor = anna): PatientContext => ({ actor, now: NOW });
const stranger = { ...person(luisId), isProvider: true };

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
    const named = { ...give.data, recipients: [{ of: 'everyone', note: 'Frau Sommer' } as const] };
    registered.when({ type: 'GiveConsent', data: named }, context()).then(consenting.events.slice(1));
  });

  it.each<[string, Partial<GiveConsent['data']>]>([
    ['other recipients', { recipients: [{ of: 'kind', kind: 'colleague' }] }],
    ['another purpose', { purposes: ['teaching'] }],
    ['more purposes', { purposes: ['treatment', 'teaching'] }],
    ['another text', { textVersion: 'consent-2026-02' }],
    ['another moment', { occurredAt: inDays(-6) }],
    ['an end', { validUntil: inDays(9) }],
  ])('does not take the id of one that said something else: %s', (_name, changes) =>
    given(patientDecider, consenting.events)
      .when({ type: 'GiveConsent', data: { ...give.data, ...changes } }, context())
      .thenRejected('PATIENT.CONSENT_ID_TAKEN', { consentId: consentOf(1) }),
  );

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

  it('is nothing that a rule does', () =>
    registered.when(give, context({ kind: 'policy', name: 'policy:any' })).thenRejected('ACCESS.DENIED'));

  it('is not recorded where its proof could not be sealed any more', () => {
    const erased = aPatient().erased('content', 'contact', 'evidence').events;
    given(patientDecider, erased).when(give, context()).thenRejected('PATIENT.ERASED', { class: 'evidence' });
    expect(given(patientDecider, aPatient().erased('content').events).when(give, context()).events).toHaveLength(1);
  });
});

describe('a guardian’s consent', () => {
  const give = (changes: Partial<GiveConsent['data']> = {}): GiveConsent => ({
    type: 'GiveConsent',
    data: {
      consentId: consentOf(1),
      recipients: [{ of: 'everyone' }],
      purposes: ['treatment'],
      textVersion: 'consent-2026-01',
      evidence: { kind: 'signed-form' },
      givenBy: 'guardian',
      guardianName: 'Jana Sommer',
      occurredAt: inDays(-7),
      ...changes,
    },
  });
  const born = (birthDate: string): PatientContext => ({ ...context(), identity: { ...mira, birthDate } });
  const registered = given(patientDecider, aPatient().events);
  const validity = (command: GiveConsent, around: PatientContext): string | undefined => {
    const [event] = registered.when(command, around).events;
    if (event?.type !== 'ConsentGiven' || event.data.guardianName !== 'Jana Sommer') throw new Error('Not given.');
    return event.data.validUntil;
  };
  const endOfMiras = '2027-04-01T00:00:00.000Z';

  it('is valid until the month in which the patient turns 18', () => {
    expect(validity(give(), born('2009-04-30'))).toBe(endOfMiras);
    expect(validity(give({ validUntil: '2031-01-01T00:00:00.000Z' }), born('2009-04-30'))).toBe(endOfMiras);
    expect(validity(give({ validUntil: inDays(30) }), born('2009-04-30'))).toBe(inDays(30));
  });

  it('does not tell the birthday: everybody born in one month has one end', () => {
    expect(endOfGuardianship('2009-04-01')).toBe(endOfMiras);
    expect(endOfGuardianship('2009-04-30')).toBe(endOfMiras);
    expect(endOfGuardianship('0900-12-31')).toBe('0918-12-01T00:00:00.000Z');
  });

  it('is refused from that month on, and says no date', () => {
    expect(validity(give(), born('2008-04-01'))).toBe('2026-04-01T00:00:00.000Z');
    for (const birthDate of ['2008-03-31', '2008-03-01', '1977-07-07']) {
      const refusal = (): unknown => registered.when(give(), born(birthDate)).events;
      expect(refusal).toThrow(expect.objectContaining({ code: 'PATIENT.NO_LONGER_MINOR', facts: {} }));
    }
  });

  it('is refused at the first moment of that month, and not a day before', () => {
    const at = (now: string): PatientContext => ({ ...born('2009-04-30'), now });
    registered.when(give(), at(endOfMiras)).thenRejected('PATIENT.NO_LONGER_MINOR');
    expect(validity(give(), at(inDays(-1, endOfMiras)))).toBe(endOfMiras);
  });

  it.each<[string, PatientContext['identity']]>([
    ['not given', undefined],
    ['erased', ERASED],
  ])('is refused where the birth date is %s', (_sentence, identity) =>
    registered
      .when(give(), identity === undefined ? context() : { ...context(), identity })
      .thenRejected('PATIENT.AGE_UNKNOWN'),
  );

  it('recorded once, is so also when the patient has come of age', () => {
    const events = registered.when(give(), born('2009-04-30')).events;
    given(patientDecider, [...aPatient().events, ...events])
      .when(give(), born('1977-07-07'))
      .thenNothing();
  });

  it('is not needed for the patient’s own, at whatever age', () => {
    const { guardianName: _, ...own } = give({ givenBy: 'patient' }).data;
    for (const identity of [mira, { ...mira, birthDate: '1977-07-07' }] satisfies PatientIdentity[]) {
      const [event] = registered.when({ type: 'GiveConsent', data: own }, { ...context(), identity }).events;
      expect(event?.data).not.toHaveProperty('validUntil');
    }
  });
});

describe('a consent that comes (product.md G1)', () => {
  const shared = aCase().sharedWith(luis).build();
  const sees = (patient: ReturnType<typeof aPatient>, now = NOW): unknown => {
    if (shared.status !== 'submitted') throw new Error('No case.');
    const around = by(person(luisId), {
      patient: patient.build(),
      roster: everybody().policy('per-patient').build(),
      now,
    });
    const judgement = judge({ ...around, act: 'see-case', case: shared });
    return judgement.allowed || judgement.reason;
  };
  const colleagues = [{ of: 'kind', kind: 'colleague' }] as const;

  it('makes the open grants work that it covers, also after a withdrawal', () => {
    expect(sees(aPatient())).toBe('consent-missing');
    expect(sees(aPatient().consenting(colleagues))).toBe(true);
    expect(sees(aPatient().consenting(colleagues).withdrawing(colleagues, 1))).toBe('consent-withdrawn');
    expect(sees(aPatient().consenting(colleagues).withdrawing(colleagues, 1).consenting(colleagues))).toBe(true);
  });

  it('makes none work while an objection stands, and does once it is lifted', () => {
    const objected = aPatient().objecting(colleagues).consenting(colleagues);
    expect(sees(objected)).toBe('sharing-objected');
    expect(sees(objected.liftingObjection(colleagues))).toBe(true);
  });

  it('makes none work once processing is restricted or data are erased', () => {
    expect(sees(aPatient().restricted(inDays(9000)).consenting(colleagues))).toBe('processing-restricted');
    expect(sees(aPatient().erased('content').consenting(colleagues))).toBe('processing-restricted');
  });
});
