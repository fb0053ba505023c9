import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { takeProjectorLock } from './lock.js';

describe('the projector of a data folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konsil-lock-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is only one', () => {
    const lock = takeProjectorLock(folder);
    expect(() => takeProjectorLock(folder)).toThrow(/KONSIL_PROJECTOR=off/);
    lock.release();
  });

  it('can be the next one when the first has ended', () => {
    takeProjectorLock(folder).release();
    expect(() => takeProjectorLock(folder).release()).not.toThrow();
  });
});
