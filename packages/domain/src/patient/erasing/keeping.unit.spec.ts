import { describe, expect, it } from '@jest/globals';
import { aPatient, inDays, NOW } from '../../testing/index.js';
import type { Instant } from '../../time.js';
import { erasableClasses, keptUntil, type Treatment } from './index.js';

const everyone = [{ of: 'everyone' }] as const;
const registered = (built: ReturnType<typeof aPatient>) => {
  const patient = built.build();
  if (patient.status !== 'registered') throw new Error('No patient.');
  return patient;
};
const ended = (endedAt: Instant): Treatment => ({ state: 'ended', endedAt });
const until = (
  dataClass: Parameters<typeof keptUntil>[0],
  treatment: Treatment | undefined,
  built = aPatient(),
): Instant | undefined => keptUntil(dataClass, registered(built), { now: NOW, ...(treatment && { treatment }) });
const erasable = (built: ReturnType<typeof aPatient>, treatment: Treatment, now = NOW) =>
  erasableClasses(registered(built), { now, treatment });

describe('how long the patient file is kept (Section 630f BGB)', () => {
  it.each(['content', 'contact'] as const)('ten years after the end of treatment: %s', (dataClass) => {
    expect(until(dataClass, ended('2016-03-02T09:00:00.000Z'))).toBe('2026-03-02T09:00:00.000Z');
    expect(until(dataClass, ended('2016-02-29T23:00:00.000Z'))).toBe('2026-03-01T23:00:00.000Z');
  });

  it('ten years from now at the earliest while the treatment runs, or nobody said that it has ended', () => {
    expect(until('content', { state: 'running' })).toBe('2036-03-02T09:00:00.000Z');
    expect(until('contact', undefined)).toBe('2036-03-02T09:00:00.000Z');
  });

  it('not at all where nobody was treated', () => expect(until('content', { state: 'none' })).toBeUndefined());
});

describe('how long proof of consent is kept (GDPR Art. 7(1))', () => {
  const consented = aPatient().consenting(everyone, { occurredAt: '2016-01-01T00:00:00.000Z' });

  it('not at all where nothing was ever consented to, withdrawn or objected to', () =>
    expect(until('evidence', { state: 'running' })).toBeUndefined());

  it('ten years after the end of treatment or after what was declared last, whichever is later', () => {
    const endedAt = '2017-01-01T00:00:00.000Z';
    expect(until('evidence', ended(endedAt), consented)).toBe('2027-01-01T00:00:00.000Z');
    const withdrawn = consented.withdrawing(everyone, 1, '2018-01-01T00:00:00.000Z');
    expect(until('evidence', ended(endedAt), withdrawn)).toBe('2028-01-01T00:00:00.000Z');
    const objected = withdrawn.objecting(everyone, '2017-06-01T00:00:00.000Z');
    expect(until('evidence', ended(endedAt), objected)).toBe('2028-01-01T00:00:00.000Z');
    expect(until('evidence', { state: 'running' }, objected)).toBe('2036-03-02T09:00:00.000Z');
    expect(until('evidence', { state: 'none' }, consented)).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('what can be erased now', () => {
  const longAgo = ended('2015-01-01T00:00:00.000Z');
  const consented = aPatient().consenting(everyone, { occurredAt: '2014-01-01T00:00:00.000Z' });

  it('is what no duty keeps, and what is not erased yet', () => {
    expect(erasable(consented, longAgo)).toEqual(['content', 'contact', 'evidence']);
    expect(erasable(consented.erased('content', 'contact'), longAgo)).toEqual(['evidence']);
    expect(erasable(consented, { state: 'running' })).toEqual([]);
    expect(erasable(aPatient(), { state: 'running' })).toEqual(['evidence']);
    expect(erasable(consented.withdrawing(everyone, 1, inDays(-30)), longAgo)).toEqual(['content', 'contact']);
  });

  it('begins at the very moment at which the duty ends', () => {
    const endedAt = '2016-03-02T09:00:00.000Z';
    expect(erasable(consented, ended(endedAt))).toContain('content');
    expect(erasable(consented, ended(endedAt), inDays(-1))).toEqual([]);
  });
});
