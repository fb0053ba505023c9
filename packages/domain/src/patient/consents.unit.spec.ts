import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '../ids.js';
import { aPatient, consentOf, inDays, jonasId, luisId, meiId, planWellId } from '../testing/index.js';
import { NO_END } from '../time.js';
import {
  consentsOf,
  consentStanding,
  coversPurpose,
  type Purpose,
  type RecipientFacts,
  type RecipientRule,
} from './index.js';

const colleague: RecipientFacts = { recipientId: luisId, recipientKind: 'colleague' };
const staff: RecipientFacts = { recipientId: jonasId, recipientKind: 'staff' };
const mentor: RecipientFacts = { recipientId: meiId, recipientKind: 'mentor' };
const planner: RecipientFacts = { recipientId: planWellId, recipientKind: 'treatment-planning-service' };
const standing = (built: ReturnType<typeof aPatient>, who: RecipientFacts, purpose?: Purpose) =>
  consentStanding(consentsOf(built.build()), who, purpose);
const closed = { blocked: true, blockedBy: 'withdrawal', coveredUntil: null, consent: null };

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
    expect(standing(signed(inDays(-4)), colleague)).toEqual(closed);
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
    expect(standing(withdrawn, colleague)).toEqual(closed);
    expect(standing(withdrawn, planner)).toMatchObject({ blocked: false, coveredUntil: NO_END });
  });

  it('stays blocked, but for the time of a later consent', () => {
    const again = aPatient()
      .withdrawing([{ of: 'everyone-but-staff' }])
      .consenting([{ of: 'kind', kind: 'colleague' }], { validUntil: inDays(10) });
    expect(standing(again, colleague)).toMatchObject({ blocked: true, coveredUntil: inDays(10) });
    expect(standing(again, planner)).toEqual(closed);
    expect(standing(again, staff)).toEqual({ blocked: false, coveredUntil: null, consent: null });
  });
});

describe('what an objection means for one recipient (product.md G1, G2)', () => {
  const everyone: readonly RecipientRule[] = [{ of: 'everyone' }];
  const colleagues: readonly RecipientRule[] = [{ of: 'kind', kind: 'colleague' }];
  const toLuis: readonly RecipientRule[] = [{ of: 'recipient', recipientId: luisId }];
  const otherColleague: RecipientFacts = { ...colleague, recipientId: meiId };
  const objected = { blocked: true, blockedBy: 'objection', coveredUntil: null, consent: null };
  const free = { blocked: false, coveredUntil: null, consent: null };

  it('closes for those it names, whatever was consented to before or comes after', () => {
    const both = aPatient().consenting(everyone).objecting(colleagues).consenting(everyone);
    expect(standing(both, colleague)).toEqual(objected);
    expect(standing(both, planner)).toMatchObject({ blocked: false, coveredUntil: NO_END });
  });

  it('once lifted leaves what consents and withdrawals say', () => {
    const lifted = aPatient().consenting(everyone).objecting(colleagues).liftingObjection(colleagues);
    expect(standing(lifted, colleague)).toMatchObject({ blocked: false, coveredUntil: NO_END });
    const withdrawn = aPatient().withdrawing(everyone).objecting(colleagues).liftingObjection(colleagues);
    expect(standing(withdrawn, colleague)).toEqual(closed);
    expect(standing(withdrawn.objecting(toLuis), colleague)).toEqual(objected);
  });

  it('to a kind, lifted for one of them, leaves the kind blocked', () => {
    const one = aPatient().objecting(colleagues).liftingObjection(toLuis);
    expect(standing(one, colleague)).toEqual(free);
    expect(standing(one, otherColleague)).toEqual(objected);
    expect(standing(one.objecting(colleagues), colleague)).toEqual(objected);
  });

  it('to one, lifted for the kind or for everyone, is lifted', () => {
    const one = aPatient().objecting(toLuis);
    expect(standing(one.liftingObjection(colleagues), colleague)).toEqual(free);
    expect(standing(one.liftingObjection(everyone), colleague)).toEqual(free);
    expect(standing(one.liftingObjection([{ of: 'kind', kind: 'mentor' }]), colleague)).toEqual(objected);
  });

  it('counts from when it was declared, however late it is recorded; of two at one time the one recorded last', () => {
    const late = aPatient().liftingObjection(toLuis, inDays(-2)).objecting(toLuis, inDays(-3));
    expect(standing(late, colleague)).toEqual(free);
    const same = aPatient().objecting(toLuis, inDays(-2)).liftingObjection(toLuis, inDays(-2));
    expect(standing(same, colleague)).toEqual(free);
    expect(standing(same.objecting(toLuis, inDays(-2)), colleague)).toEqual(objected);
  });
});

describe('restriction and erasure (product.md G9)', () => {
  const restricted = { blocked: true, blockedBy: 'restriction', coveredUntil: null, consent: null };

  it.each([colleague, staff, mentor, planner])('close for everybody, whatever comes after: %p', (who) => {
    const everyone = [{ of: 'everyone' }] as const;
    expect(standing(aPatient().consenting(everyone).restricted(inDays(9000)), who)).toEqual(restricted);
    expect(standing(aPatient().restricted(inDays(9000)).consenting(everyone), who)).toEqual(restricted);
    expect(standing(aPatient().consenting(everyone).erased('contact').consenting(everyone), who)).toEqual(restricted);
  });
});
