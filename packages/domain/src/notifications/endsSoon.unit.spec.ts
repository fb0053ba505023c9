import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../ids.js';
import { NO_END } from '../time.js';
import { annaId, caseId, idOf, inDays, luis, luisId, NOW, pauloId, petraId, planWell } from '../testing/index.js';
import { accessEndsSoon, basisEndsAt, deliveryOf, type EndingGrant } from './index.js';

const grant = (days: number, changes: Partial<EndingGrant> = {}): EndingGrant => ({
  caseId,
  providerId: annaId,
  collaboratorId: luis.collaboratorId,
  ends: { on: 'date', at: inDays(days) },
  sees: true,
  people: [luisId],
  ...changes,
});
const told = (...grants: readonly EndingGrant[]) => accessEndsSoon(grants, NOW).map(({ to }) => to);
const endless: Partial<EndingGrant> = { collaboratorId: planWell.collaboratorId, ends: { on: 'approval' } };

describe('access-ends-soon', () => {
  it('is told of a grant that ends within seven days', () =>
    expect(accessEndsSoon([grant(3)], NOW)).toEqual([
      {
        key: `access-ends-soon:${caseId}:${luis.collaboratorId}:${inDays(3)}:${luisId}`,
        kind: 'access-ends-soon',
        to: luisId,
        about: { providerId: annaId, caseId, collaboratorId: luis.collaboratorId, endsAt: inDays(3) },
      },
    ]));

  it.each<[string, EndingGrant, boolean]>([
    ['seven days before', grant(7), true],
    ['not earlier', grant(7.01), false],
    ['a moment before the end', grant(0.0001), true],
    ['not at the end', grant(0), false],
    ['not after it', grant(-1), false],
    ['not of an end with approval', grant(3, { ends: { on: 'approval' } }), false],
    ['not to who does not see the case', grant(3, { sees: false }), false],
  ])('%s', (_sentence, one, expected) => expect(told(one)).toEqual(expected ? [luisId] : []));

  it('is not told of a grant without an end', () => {
    const { ends: _, ...withoutEnd } = grant(3);
    expect(told(withoutEnd)).toEqual([]);
  });

  it('is told to every member, never to the provider', () =>
    expect(told(grant(3, { people: [petraId, annaId, pauloId] }))).toEqual([petraId, pauloId]));

  it('is told once: asked again under the same key, after a renewal under another', () => {
    const key = (days: number, now = NOW) => accessEndsSoon([grant(days)], now)[0]?.key;
    expect(key(3)).toBe(key(3, inDays(1)));
    expect(key(3)).not.toBe(key(4));
  });

  it('is told of what it stands on, too: whichever ends first', () => {
    const { ends: _, ...withoutEnd } = grant(30);
    expect(told({ ...withoutEnd, basisEndsAt: inDays(3) })).toEqual([luisId]);
    expect(told({ ...withoutEnd, basisEndsAt: inDays(8) })).toEqual([]);
    expect(accessEndsSoon([grant(5, { basisEndsAt: inDays(3) })], NOW)[0]?.about.endsAt).toBe(inDays(3));
    expect(accessEndsSoon([grant(3, { basisEndsAt: inDays(5) })], NOW)[0]?.about.endsAt).toBe(inDays(3));
    expect(told(grant(3), { ...grant(30, endless), people: [luisId], basisEndsAt: inDays(2) })).toEqual([luisId]);
  });

  it('is not told to who sees the case for longer otherwise', () => {
    expect(told(grant(3), grant(30, { ...endless, people: [luisId] }))).toEqual([]);
    expect(told(grant(3), grant(5, { collaboratorId: planWell.collaboratorId }))).toEqual([luisId]);
    expect(told(grant(3), grant(30, { ...endless, people: [petraId] }))).toEqual([luisId]);
    expect(told(grant(3), grant(30, { ...endless, sees: false }))).toEqual([luisId]);
    expect(told(grant(3), grant(30, { ...endless, caseId: idOf(31) as CaseId }))).toEqual([luisId]);
  });
});

describe('when what a grant stands on ends by itself (product.md G1, G2)', () => {
  const until = (coveredUntil: string | null, blocked = false) => ({ coveredUntil, blocked });
  it.each<[string, Parameters<typeof basisEndsAt>[0]['consent'], 'staff' | 'colleague', boolean, boolean]>([
    ['with the consent, under the policy per-patient', until(inDays(3)), 'colleague', true, true],
    ['not under the policy attestation, which does not need it', until(inDays(3)), 'colleague', false, false],
    ['but where only the consent opened again what was withdrawn', until(inDays(3), true), 'colleague', false, true],
    ['not for practice staff', until(inDays(3)), 'staff', true, false],
    ['but for staff whom the patient had shut out', until(inDays(3), true), 'staff', true, true],
    ['not where the consent has no end', until(NO_END), 'colleague', true, false],
    ['nor where there is none', until(null), 'colleague', true, false],
    ['nor where it has ended', until(NOW), 'colleague', true, false],
  ])('%s', (_sentence, consent, recipientKind, perPatient, ends) => {
    const policy = perPatient ? 'per-patient' : 'attestation';
    expect(basisEndsAt({ consent, recipientKind, policy, now: NOW })).toBe(ends ? inDays(3) : undefined);
  });
});

describe('how a notification leaves (product.md H3)', () =>
  it('at once, in the summary, both, or not at all', () => {
    expect(deliveryOf({ instant: true, summary: false })).toEqual(['instant']);
    expect(deliveryOf({ instant: false, summary: true })).toEqual(['summary']);
    expect(deliveryOf({ instant: true, summary: true })).toEqual(['instant', 'summary']);
    expect(deliveryOf({ instant: false, summary: false })).toEqual([]);
  }));
