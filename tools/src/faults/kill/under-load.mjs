/**
 * A server under writers to which something happens, round after round; then it is started again, and everything that was
 * acknowledged has to be there once, as the rows are that queries read.
 *
 * @typedef {import('../random.mjs').Random} Random
 * @typedef {import('./writers.mjs').Practice} Practice
 *
 * @typedef {{ story: string, problems: readonly string[] }} Harm what happened, and what should not have
 *
 * @typedef {object} Load
 * @property {import('../fault.mjs').Options} options
 * @property {Record<string, string>} environment of the server
 * @property {(server: Server, random: Random, writing: Promise<void>) => Promise<Harm>} harm resolves when the server has
 *   ended, by itself or not
 */

import { join } from 'node:path';
import { together } from '../fault.mjs';
import { randomFrom } from '../random.mjs';
import { freePort } from '../server/port.mjs';
import { makeSampleData, tokenOf } from '../server/sample-data.mjs';
import { Server } from '../server/server.mjs';
import { checkAcknowledged, checkOrder, checkUnexplained } from './check-log.mjs';
import { checkRows } from './check-rows.mjs';
import { Ledger } from './ledger.mjs';
import { preparePractice } from './practice.mjs';
import { readLog } from './read-log.mjs';
import { repeat, write } from './writers.mjs';

export const WRITERS = 8;
const CASES_PER_WRITER = 3;
/** Milliseconds in which the server has to be ready again; a machine that is busy with other things may be given more. */
const READY_WITHIN = Number(process.env.FAULTS_READY_WITHIN_MS ?? 5_000);
/** How many acknowledged requests are asked again in each round. */
const ASKED_AGAIN = 5;

/**
 * @param {Load} load
 * @returns {Promise<import('../fault.mjs').Result>}
 */
export const underLoad = async ({ options: { rounds, seed, control, folder, say }, environment, harm }) => {
  const random = randomFrom(seed);
  const randoms = Array.from({ length: WRITERS }, () => randomFrom(random.between(0, 2 ** 31)));
  const place = { port: await freePort(), data: join(folder, 'data') };
  await makeSampleData(place);
  const server = new Server({ ...place, environment });
  try {
    await server.start();
    const [anna, luis, lab] = await Promise.all([
      tokenOf(place, 'anna'),
      tokenOf(place, 'luis'),
      tokenOf(place, 'lab'),
    ]);
    const tokens = { anna, luis, lab };
    const practice = await preparePractice({ url: server.url, tokens, writers: WRITERS, cases: CASES_PER_WRITER });
    const since = (await readLog(place.data)).length;
    const ledger = new Ledger();
    const all = [];
    for (let round = 1; round <= rounds; round += 1) {
      const findings = await oneRound({
        server,
        practice,
        ledger,
        random,
        randoms,
        since,
        data: place.data,
        folder,
        harm,
      });
      all.push(findings);
      say(`round ${round}: ${findings.story}`);
      // What is lost once is missed in every later round too. The control may first be found out by a command that is there
      // twice, and goes on until something is lost.
      if (control ? findings.lost > 0 : findings.problems.length > 0) break;
    }
    return { ...together(all), done: all.length, figures: readiness(all.map(({ readyAfter }) => readyAfter)) };
  } finally {
    await server.kill();
  }
};

/**
 * From the start of the process to the first good answer of `/readyz`.
 * @param {readonly number[]} times milliseconds, one of each round
 */
const readiness = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  return { readyMedianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, readyMaxMs: sorted.at(-1) ?? 0 };
};

/**
 * @param {{ server: Server, practice: Practice, ledger: Ledger,
 *   random: Random, randoms: readonly Random[], since: number,
 *   data: string, folder: string, harm: Load['harm'] }} parts
 */
const oneRound = async ({ server, practice, ledger, random, randoms, since, data, folder, harm }) => {
  const stop = new globalThis.AbortController();
  const writing = write({ url: server.url, practice, ledger, writers: WRITERS, randoms, signal: stop.signal });
  const harmed = await harm(server, random, writing);
  stop.abort();
  await writing;

  const readyAfter = Math.round(await server.start());
  const slow = readyAfter > READY_WITHIN ? [`ready only after ${readyAfter} ms`] : [];
  const before = ledger.acknowledged();
  const unanswered = ledger.unanswered();
  const afterKill = await readLog(data);
  const kept = checkAcknowledged(afterKill, before);
  const again = Array.from({ length: Math.min(ASKED_AGAIN, before.length) }, () => random.pick(before)[0]);
  const differing = kept.problems.length > 0 ? [] : await repeat(server.url, [...unanswered, ...again], ledger);

  const events = await readLog(data);
  const final = checkAcknowledged(events, ledger.acknowledged());
  const findings = together([
    { lost: 0, duplicated: 0, problems: [...harmed.problems, ...slow, ...differing] },
    checkOrder(events),
    kept.problems.length > 0 ? kept : final,
    kept.problems.length > 0 ? together([]) : checkUnexplained(events, final.commands, since),
    await checkRows({ data, keys: `${data}-keys`, scratch: folder }),
  ]);
  return {
    ...findings,
    readyAfter,
    story:
      `${harmed.story}, ready after ${readyAfter} ms; ${before.length} acknowledged so far, ` +
      `${unanswered.length} unanswered and repeated, ${events.length} events, ${findings.problems.length} problems`,
  };
};
