import { describe, expect, it } from '@jest/globals';
import { onDisk } from './on-disk.js';

const failing = (error: unknown) => () =>
  onDisk(() => {
    throw error;
  });

describe('keys on a disk that refuses', () => {
  it('are unavailable, with the cause in words', () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    expect(failing(full)).toThrow(
      expect.objectContaining({
        name: 'KeyError',
        code: 'unavailable',
        message: "The keys can't be read or written: the disk is full (SQLITE_FULL).",
        cause: full,
      }),
    );
  });

  it('let every other error through', () => {
    const busy = Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
    expect(failing(busy)).toThrow(busy);
  });
});
