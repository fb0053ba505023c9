/**
 * `kill`: the server is killed with SIGKILL at a random moment while writers work, started again, and everything that
 * was acknowledged has to be there once. The control acknowledges before it commits and has to lose something.
 */

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

const WRITERS = 8;
const CASES_PER_WRITER = 3;
/** Milliseconds that writers work before the kill. */
const WORK = /** @type {const} */ ([50, 500]);
/** Milliseconds in which the server has to be ready again. */
const READY_WITHIN = 5_000;
/** How many acknowledged requests are asked again in each round. */
const ASKED_AGAIN = 5;

/** Read by the server outside production alone. */
const BROKEN = { FAULTS_UNSAFE_ACKNOWLEDGE: 'before-commit' };

/** @type {import('../fault.mjs').Fault} */
export const kill = {
  name: 'kill',
  summary: `kill -9 under ${WRITERS} writers over HTTP: nothing acknowledged is lost or there twice, rows equal a rebuild`,
  rounds: 30,
  run: async ({ rounds, seed, control, folder, say }) => {
    const random = randomFrom(seed);
    const randoms = Array.from({ length: WRITERS }, () => randomFrom(random.between(0, 2 ** 31)));
    const place = { port: await freePort(), data: join(folder, 'data') };
    await makeSampleData(place);
    const server = new Server({ ...place, environment: control ? BROKEN : {} });
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
        const findings = await oneRound({ server, practice, ledger, random, randoms, since, data: place.data, folder });
        all.push(findings);
        say(`round ${round}: ${findings.story}`);
        // What is lost once is missed in every later round too.
        if (findings.problems.length > 0) break;
      }
      return { ...together(all), done: all.length, figures: readiness(all.map(({ readyAfter }) => readyAfter)) };
    } finally {
      await server.kill();
    }
  },
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
 * @param {{ server: Server, practice: import('./writers.mjs').Practice, ledger: Ledger,
 *   random: import('../random.mjs').Random, randoms: readonly import('../random.mjs').Random[], since: number,
 *   data: string, folder: string }} parts
 */
const oneRound = async ({ server, practice, ledger, random, randoms, since, data, folder }) => {
  const stop = new globalThis.AbortController();
  const writing = write({ url: server.url, practice, ledger, writers: WRITERS, randoms, signal: stop.signal });
  const work = random.between(...WORK);
  await Promise.race([writing, delay(work)]);
  const killed = server.kill();
  stop.abort();
  await Promise.all([killed, writing]);

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
    { lost: 0, duplicated: 0, problems: [...slow, ...differing] },
    checkOrder(events),
    kept.problems.length > 0 ? kept : final,
    kept.problems.length > 0 ? together([]) : checkUnexplained(events, final.commands, since),
    await checkRows({ data, keys: `${data}-keys`, scratch: folder }),
  ]);
  return {
    ...findings,
    readyAfter,
    story:
      `killed after ${work} ms, ready after ${readyAfter} ms; ${before.length} acknowledged so far, ` +
      `${unanswered.length} unanswered and repeated, ${events.length} events, ${findings.problems.length} problems`,
  };
};
