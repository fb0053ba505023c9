import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openCursor, sealCursor } from './cursor.js';

const key = createSecretKey(randomBytes(32));
const invalid = { name: 'RequestError', status: 400, code: 'REQUEST.CURSOR_INVALID' };

describe('A cursor', () => {
  it('comes back as it was sealed, and shows nothing of it', () => {
    const cursor = sealCursor(key, 'orders anna', { after: ['Zoe Example', 7] });
    expect(openCursor(key, 'orders anna', cursor)).toEqual({ after: ['Zoe Example', 7] });
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('Zoe');
    expect(sealCursor(key, 'orders anna', { after: ['Zoe Example', 7] })).not.toBe(cursor);
  });

  it('opens for its own list, person and key alone', () => {
    const cursor = sealCursor(key, 'orders anna', {});
    expect(() => openCursor(key, 'orders luis', cursor)).toThrow(expect.objectContaining(invalid));
    expect(() => openCursor(createSecretKey(randomBytes(32)), 'orders anna', cursor)).toThrow(
      expect.objectContaining(invalid),
    );
  });

  it('does not open when any byte was changed or cut, or when it never was one', () => {
    const bytes = Buffer.from(sealCursor(key, 's', { a: 1 }), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openCursor(key, 's', changed.toString('base64url'))).toThrow(expect.objectContaining(invalid));
      expect(() => openCursor(key, 's', bytes.subarray(0, at).toString('base64url'))).toThrow(
        expect.objectContaining(invalid),
      );
    }
    for (const text of ['', 'abc', '%%%', 'A'.repeat(80)])
      expect(() => openCursor(key, 's', text)).toThrow(expect.objectContaining(invalid));
  });
});
