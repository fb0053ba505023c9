/**
 * `sync` and `disk-full`: one system call on the files of the data folder fails, each in turn, and nothing acknowledged may
 * be lost: the process stops or refuses with a clear word, and goes on by itself once the disk works again. The controls
 * acknowledge before they commit and have to lose something.
 *
 * @typedef {import('./calls.mjs').Call} Call
 * @typedef {{ moment: import('./moments.mjs').Moment, call: Call }} Case
 */

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { together } from '../fault.mjs';
import { randomFrom } from '../random.mjs';
import { countCalls, injectedIn, whyNotTraced } from './calls.mjs';
import { Child } from './child.mjs';
import { judge } from './judge.mjs';
import { live, MOMENTS } from './moments.mjs';
import { verdictOn } from './verdict.mjs';

/** Commands that the files of a killed writer hold. */
const BEFORE_THE_CRASH = 6;

/**
 * @param {{ name: string, summary: string, error: 'EIO' | 'ENOSPC', lasting: boolean }} kind
 * @returns {import('../fault.mjs').Fault}
 */
const diskFault = ({ name, summary, error, lasting }) => ({
  name,
  summary,
  rounds: 420,
  run: async ({ rounds, seed, control, folder, say }) => {
    const notRun = await whyNotTraced();
    if (notRun !== undefined) return { ...together([]), done: 0, notRun };
    const image = join(folder, 'crashed');
    await crash(image);
    const cases = await casesIn(folder, image);
    say(`${cases.length} calls can fail: ${tally(cases.map(({ call }) => call.name))}`);
    const drawn = shuffled(cases, randomFrom(seed));
    const all = [];
    /** @type {string[]} */
    const outcomes = [];
    for (let round = 0; round < rounds; round += 1) {
      const one = drawn[round % drawn.length];
      if (one === undefined) break;
      const place = { ...layOut(join(folder, 'scratch'), one.moment.crashed ? image : undefined), unsafe: control };
      const lived = await live(one.moment, place, { call: one.call, error, lasting });
      const { outcome, ...verdict } = verdictOn(lived, place.from);
      const kept = await judge(place.folder, verdict.acknowledged, verdict.asked);
      const what = `${error} from call ${one.call.nth} of ${one.call.name}, ${one.moment.name}`;
      all.push({ ...kept, problems: [...verdict.problems, ...kept.problems].map((problem) => `${what}: ${problem}`) });
      outcomes.push(injectedIn(lived.trace).length === 0 ? 'not met' : outcome);
      if (verdict.problems.length + kept.problems.length > 0) break;
    }
    say(`${all.length} rounds: ${tally(outcomes)}`);
    return { ...together(all), done: all.length };
  },
});

/** @type {import('../fault.mjs').Fault} */
export const sync = diskFault({
  name: 'sync',
  summary: 'EIO from one write, sync, truncate, open or rename of the log and its keys, each in turn',
  error: 'EIO',
  lasting: false,
});

/** @type {import('../fault.mjs').Fault} */
export const diskFull = diskFault({
  name: 'disk-full',
  summary: 'ENOSPC from one write, sync, truncate, open or rename of the log and its keys on, each in turn',
  error: 'ENOSPC',
  lasting: true,
});

/**
 * The files that a killed writer leaves.
 * @param {string} image
 */
const crash = async (image) => {
  mkdirSync(image, { recursive: true });
  const child = new Child({ folder: image, from: 0, unsafe: false });
  await child.ready();
  await child.tell(`one ${BEFORE_THE_CRASH}`);
  await child.kill();
};

/**
 * Every call of every moment, as an undisturbed life makes them.
 * @param {string} folder
 * @param {string} image
 */
const casesIn = async (folder, image) => {
  /** @type {Case[]} */
  const cases = [];
  for (const moment of MOMENTS) {
    const place = { ...layOut(join(folder, 'scratch'), moment.crashed ? image : undefined), unsafe: false };
    const { trace } = await live(moment, place);
    for (const [name, count] of countCalls(trace))
      for (let nth = 1; nth <= count; nth += 1) cases.push({ moment, call: { name, nth } });
  }
  return cases;
};

/**
 * @param {string} folder
 * @param {string | undefined} image
 */
const layOut = (folder, image) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (image !== undefined) cpSync(image, folder, { recursive: true });
  return { folder, from: image === undefined ? 0 : BEFORE_THE_CRASH };
};

/**
 * @template T
 * @param {readonly T[]} list
 * @param {import('../random.mjs').Random} random
 */
const shuffled = (list, random) =>
  list
    .map((one) => ({ one, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);

/** @param {readonly string[]} names */
const tally = (names) =>
  [...Map.groupBy(names, (name) => name)].map(([name, all]) => `${all.length} ${name}`).join(', ');
