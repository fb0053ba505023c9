import { describe, expect, it } from '@jest/globals';
import { endOfWorkingDay } from './workingDays.js';

describe('the end of a working day', () => {
  it.each([
    ['a Monday', '2026-03-02T09:00:00.000Z', 10, '2026-03-16T23:59:59.999Z'],
    ['late on a Friday', '2026-03-06T23:30:00.000Z', 1, '2026-03-09T23:59:59.999Z'],
    ['a Saturday', '2026-03-07T00:00:00.000Z', 5, '2026-03-13T23:59:59.999Z'],
    ['over the end of a year', '2026-12-30T12:00:00.000Z', 2, '2027-01-01T23:59:59.999Z'],
  ])('from %s on', (_day, after, count, end) => {
    expect(endOfWorkingDay(count, after)).toBe(end);
  });
});
