/**
 * Runs one fault test, or lists them all: `npm run faults -- NAME [--rounds N] [--seed S] [--control]`. The last line is
 * JSON; exit 1 when it did not pass, 2 when this machine can't run it. `--control` runs the variant that is broken on
 * purpose and must not pass.
 */

import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS } from './catalogue.mjs';

const FAILED = 1;
const NOT_RUN = 2;

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} otherwise
 */
const whole = (name, text, otherwise) => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name} takes a whole number, not ${text}`);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, control: { type: 'boolean', default: false } },
});
const [name] = positionals;
const fault = FAULTS.find((one) => one.name === name);

if (name === undefined) {
  for (const { name, summary, rounds } of FAULTS) say(`${name.padEnd(10)} ${summary}; ${rounds} rounds by default`);
} else if (fault === undefined) {
  process.stderr.write(`No fault test is called ${name}; there are: ${FAULTS.map((one) => one.name).join(', ')}\n`);
  process.exitCode = FAILED;
} else {
  const rounds = whole('rounds', values.rounds, fault.rounds);
  const seed = whole('seed', values.seed, randomInt(2 ** 31));
  const folder = await mkdtemp(join(tmpdir(), `konsil-fault-${name}-`));
  try {
    say(`${name}${values.control ? ' (control)' : ''}: ${fault.summary}; ${rounds} rounds, seed ${seed}`);
    const { control } = values;
    const { done, lost, duplicated, problems, notRun, figures } = await fault.run({
      rounds,
      seed,
      control,
      folder,
      say,
    });
    for (const problem of problems) say(`  ${problem}`);
    const sound = done > 0 && done === rounds && lost === 0 && duplicated === 0 && problems.length === 0;
    const passed = sound && notRun === undefined;
    if (notRun !== undefined) say(`  not run: ${notRun}`);
    say(JSON.stringify({ fault: name, rounds: done, lost, duplicated, passed, seed, ...figures, notRun }));
    if (!passed) process.exitCode = notRun === undefined ? FAILED : NOT_RUN;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
