/**
 * Makes docs/events/README.md, the page of all event types, from what `konsil catalogue` prints.
 *
 * Usage: node tools/src/docs/events.mjs [--check]
 */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bringUpToDate, root } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const konsil = fileURLToPath(new URL('apps/cli/bin/konsil.js', root));
const { stdout } = await promisify(execFile)(process.execPath, [konsil, 'catalogue', '--format', 'markdown'], {
  maxBuffer: 2 ** 24,
});

await bringUpToDate(new Map([['docs/events/README.md', stdout]]), values);
