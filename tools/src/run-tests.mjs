/**
 * Runs every test of the workspace and ends with the totals on a line of their own: `N passed, N failed`.
 * Arguments go to Jest. `--long` runs full rounds instead of short ones.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'konsil-totals-'));
const file = join(folder, 'totals');
const rest = process.argv.slice(2).filter((argument) => argument !== '--long');
const long = rest.length < process.argv.length - 2;

const child = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest, ...rest],
  {
    stdio: 'inherit',
    env: { ...process.env, JEST_TOTALS_FILE: file, ...(long && { KONSIL_LONG: '1' }) },
  },
);

child.once('exit', (code, signal) => {
  process.stdout.write(`\n${totals()}\n`, () => process.exit(signal === null && process.exitCode !== 1 ? code : 1));
});

/** Without totals Jest did not get to its end: that is a failure, whatever it says. */
function totals() {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    process.exitCode = 1;
    return '0 passed, 1 failed';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
