import { describe, expect, it } from '@jest/globals';
import { diskFailure } from './disk-failure.js';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('disk I/O error'), { code, ...more });

describe('what a disk refuses', () => {
  it.each([
    ['SQLITE_FULL', 'the disk is full (SQLITE_FULL)'],
    ['SQLITE_IOERR_FSYNC', 'the disk failed (SQLITE_IOERR_FSYNC)'],
    ['SQLITE_CANTOPEN', 'the disk failed (SQLITE_CANTOPEN)'],
    ['SQLITE_READONLY', 'the disk failed (SQLITE_READONLY)'],
  ])('is told by the code of SQLite: %s', (code, words) => {
    expect(diskFailure(withCode(code))).toBe(words);
  });

  it('names the file where Node knows it', () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, open 'events.head'"), {
      code: 'ENOSPC',
      syscall: 'open',
    });
    expect(diskFailure(full)).toBe("the disk is full (ENOSPC: no space left on device, open 'events.head')");
  });

  it.each([
    undefined,
    'SQLITE_FULL',
    new Error('SQLITE_FULL'),
    withCode('SQLITE_BUSY'),
    withCode('SQLITE_CONSTRAINT_UNIQUE'),
    withCode('EIOX'),
    withCode('ECONNREFUSED', { syscall: 'connect' }),
  ])('is nothing else: %p', (error) => {
    expect(diskFailure(error)).toBeUndefined();
  });
});
