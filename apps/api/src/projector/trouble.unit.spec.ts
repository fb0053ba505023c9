import { describe, expect, it } from '@jest/globals';
import { nameOf } from './trouble.js';

describe('the name of a trouble', () => {
  it.each([
    ['TypeError', new TypeError('Mira Sommer is no number')],
    ['SqliteError SQLITE_FULL', Object.assign(new Error('disk full'), { name: 'SqliteError', code: 'SQLITE_FULL' })],
    ['Error', {}],
    ['Error 14', { code: '14' }],
    ['string', 'Mira Sommer'],
    ['undefined', undefined],
    ['object', null],
  ])('is %s, and nothing of its message', (name, error) => {
    expect(nameOf(error)).toBe(name);
  });
});
