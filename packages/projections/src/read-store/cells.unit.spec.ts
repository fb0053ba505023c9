import { describe, expect, it } from '@jest/globals';
import { encoderOf } from './cells.js';

const encode = encoderOf({ columns: { name: { kind: 'text' } }, primaryKey: ['name'] });

describe('A text column', () => {
  it.each(['', 'Müller', '👩‍⚕️'])('takes "%s"', (name) => {
    expect(encode({ name })).toEqual([name]);
  });

  it.each(['a\u0000b', '\ud800', 'x\udc00'])('refuses what no PostgreSQL stores (%j)', (name) => {
    expect(() => encode({ name })).toThrow(TypeError);
  });
});
