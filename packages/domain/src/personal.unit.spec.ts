import { describe, expect, it } from '@jest/globals';
import { ERASED, isErased } from './personal.js';

describe('erased personal data', () => {
  it('is a value of its own, not a text', () => {
    expect(isErased(ERASED)).toBe(true);
    expect(isErased(JSON.parse(JSON.stringify(ERASED)))).toBe(true);
  });

  it.each([['text'], [undefined], [null], [{}], [{ erased: false }]])('is not taken for %p', (value) => {
    expect(isErased(value)).toBe(false);
  });
});
