/** A folder for one test file, gone when its tests are through. */

import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers the path of a new subfolder with each call. */
export const temporaryFolder = (): (() => string) => {
  const root = mkdtempSync(join(tmpdir(), 'konsil-'));
  let made = 0;
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => {
    made += 1;
    return join(root, String(made));
  };
};
