import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { eventCheck } from './row-check.js';

it('is what stands in the files of every version: the first 8 bytes of the SHA-256 of the values', () => {
  expect(eventCheck(7, '2026-11-26T10:00:00.000Z', '{"note":"Größe ✓ 𝒳"}')).toEqual(
    createHash('sha256').update('7\n2026-11-26T10:00:00.000Z\n{"note":"Größe ✓ 𝒳"}').digest().subarray(0, 8),
  );
});
