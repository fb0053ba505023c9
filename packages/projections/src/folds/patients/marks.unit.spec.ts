import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markOf, maskOf } from './marks.js';

describe('Marks of ids', () => {
  it('take two bytes and tell most ids apart', () => {
    const ids = Array.from(
      { length: 1_000 },
      (_, at) => `0b5e8a4c-0000-4000-8000-${String(at * 7919).padStart(12, '0')}`,
    );
    const marks = ids.map(markOf);
    expect(marks.every((mark) => Number.isInteger(mark) && mark >= 0 && mark < 32_768)).toBe(true);
    expect(new Set(marks).size).toBeGreaterThan(900);
  });

  it('of a set have a bit of each of its ids', () =>
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1 }), (ids) => {
        const mask = maskOf(ids);
        expect(mask).toBeGreaterThan(0);
        expect(mask).toBeLessThan(2 ** 31);
        for (const id of ids) expect(mask & maskOf([id])).not.toBe(0);
      }),
    ));

  it('are none of an empty set', () => expect(maskOf([])).toBe(0));
});
