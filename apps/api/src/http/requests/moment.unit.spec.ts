import { describe, expect, it } from '@jest/globals';
import { isMoment } from './moment.js';

describe('A moment in a request', () => {
  it.each([
    '2026-03-01T07:00:00Z',
    '2026-03-01T07:00:00.123456Z',
    '2026-03-01T07:00:00+01:00',
    '2024-02-29T23:59:59.999-05:30',
  ])('%s is one', (text) => expect(isMoment(text)).toBe(true));

  it.each([
    '2026-03-01',
    '2026-03-01T07:00Z',
    '2026-03-01T07:00:00',
    '2026-02-29T07:00:00Z',
    '2026-02-30T07:00:00Z',
    '2026-13-01T07:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T23:59:60Z',
    '2026-03-01T07:00:00+24:00',
    '2026-W05-1',
    '2026-032',
    '20260201T090000Z',
    '9999-12-31T23:59:59-23:00',
    '0000-01-01T00:00:00+23:00',
    'yesterday',
    '',
    1772348400000,
    null,
    new Date(),
  ])('%j is none', (value) => expect(isMoment(value)).toBe(false));
});
