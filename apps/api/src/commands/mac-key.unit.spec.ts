import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MacKey } from './mac-key.js';

const bytes = (bounds: fc.IntArrayConstraints) => fc.uint8Array(bounds).map((array) => Buffer.from(array));

describe('A key for bodies', () => {
  it('gives the HMAC that Node gives', () =>
    fc.assert(
      fc.property(bytes({ maxLength: 64 }), fc.array(bytes({ maxLength: 300 })), (key, texts) => {
        const mac = new MacKey(key);
        for (const text of texts) expect(mac.macOf(text)).toBe(createHmac('sha256', key).update(text).digest('base64'));
      }),
    ));

  it('has no more bytes than a block', () => expect(() => new MacKey(Buffer.alloc(65))).toThrow('hashed first'));
});
