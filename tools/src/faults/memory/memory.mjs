/**
 * `memory`: what a process holds in memory while it writes or reads the log does not grow with the log. A round is 100,000
 * events; looked at after a twentieth, after half and at the end: with 20 rounds at 100,000, 1,000,000 and 2,000,000
 * events. By half the caches are full, and from there on nothing may be added. The control is a reader that keeps what it
 * has read.
 *
 * @typedef {{ way: string, events: number, peak: number }} Look `peak`: MiB of the whole process, at the most
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { noFindings } from '../fault.mjs';

const PROGRAM = fileURLToPath(new URL('program.mjs', import.meta.url));

const EVENTS_A_ROUND = 100_000;
/** Shares of the whole log at which it is looked at. */
const SHARES = [0.05, 0.5, 1];
const READING = ['in pages', 'streaming', 'by subscription'];
const KEEPING = 'keeping all';

/** How much more a process may hold after all of the log than after half of it. */
const MOST_GROWTH = 1.1;
/** MiB; else the young generation of the heap grows by and by, for reasons of its own. */
const YOUNG_GENERATION = 16;
/** MiB (docs/performance.md). */
const MOST = 512;

/** @type {import('../fault.mjs').Fault} */
export const memory = {
  name: 'memory',
  summary: 'writing and reading the log takes no more memory the longer it is; a round: 100,000 events',
  rounds: 20,
  run: async ({ rounds, control, folder, say }) => {
    const data = join(folder, 'data');
    const marks = SHARES.map((share) => Math.round(rounds * EVENTS_A_ROUND * share));
    const written = await run(['write', data, ...marks.map(String)]);
    const ways = control ? [KEEPING] : READING;
    const looks = [...written];
    for (const way of ways) for (const mark of marks) looks.push(...(await run([way, data, String(mark)])));
    const findings = noFindings();
    for (const [way, seen] of Map.groupBy(looks, (look) => look.way)) {
      say(`${way}: ${seen.map(({ events, peak }) => `${peak} MiB at ${events.toLocaleString('en-US')}`).join(', ')}`);
      findings.problems.push(...growthOf(way, seen));
    }
    const figures = Object.fromEntries(looks.map(({ way, events, peak }) => [`${way} ${events} MiB`, peak]));
    return { ...findings, done: rounds, figures };
  },
};

/**
 * @param {string} way
 * @param {readonly Look[]} seen
 */
const growthOf = (way, seen) => {
  const [half = 0, last = Infinity] = seen.slice(-2).map(({ peak }) => peak);
  return [
    ...(last > half * MOST_GROWTH ? [`${way} takes ${last} MiB after all and ${half} MiB after half`] : []),
    ...(last > MOST ? [`${way} takes ${last} MiB, more than ${MOST}`] : []),
  ];
};

/**
 * Runs the program, which prints a look a line.
 * @param {readonly string[]} args
 * @returns {Promise<Look[]>}
 */
const run = async (args) => {
  const child = spawn(process.execPath, [`--max-semi-space-size=${YOUNG_GENERATION}`, PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  /** @type {Look[]} */
  const looks = [];
  for await (const line of createInterface({ input: child.stdout })) looks.push(JSON.parse(line));
  const [code] = await ended;
  if (code !== 0) throw new Error(`the program ended with ${code}`);
  return looks;
};
