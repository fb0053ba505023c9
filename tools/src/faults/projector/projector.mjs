/**
 * `projector`: the process that folds is killed with SIGKILL at a random moment, while it builds the rows from the
 * beginning or follows a log that grows; started again, its rows have to equal rows that were built in peace, and what a
 * short program counts in the raw events. The control saves the checkpoint outside the rows' transaction.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteEventStore } from '@konsil/event-store';
import { together } from '../fault.mjs';
import { checkRows } from '../kill/check-rows.mjs';
import { randomFrom } from '../random.mjs';
import { record } from '../shred/folder.mjs';
import { aPatient, firstPart, provider, secondPart } from '../shred/patients.mjs';
import { checkCounts } from './reference.mjs';

const PROGRAM = fileURLToPath(new URL('program.mjs', import.meta.url));

/** Seven events each at first. */
const PATIENTS = 400;
/** Patients whose story goes on during a kill, three events each. */
const GOING_ON = 12;
/** Kills before the rows are looked at, at the most. */
const KILLS = 4;
/** How often a round begins without rows. */
const REBUILDS = 0.4;
/** Milliseconds from the start of folding to the kill, at the most: about as long as there is something to fold. */
const LATEST_KILL = { building: 400, following: 150 };

/** @type {import('../fault.mjs').Fault} */
export const projector = {
  name: 'projector',
  summary: 'kill -9 while rows are built or followed: they equal a rebuild in peace, and a count of the raw events',
  rounds: 20,
  run: async ({ rounds, seed, control, folder, say }) => {
    const random = randomFrom(seed);
    const data = join(folder, 'data');
    const decidedBy = randomUUID();
    const patients = Array.from({ length: PATIENTS }, (_, n) => aPatient(random, n));
    await mkdir(data, { recursive: true });
    await record(data, [...provider(decidedBy), ...patients.flatMap((one) => firstPart(one, decidedBy))]);
    const all = [];
    for (let round = 1; round <= rounds; round += 1) {
      const way = round === 1 || random.next() < REBUILDS ? 'building' : 'following';
      if (way === 'building') await removeRows(data);
      const kills = Array.from({ length: random.between(1, KILLS) }, () => random.between(0, LATEST_KILL[way]));
      for (const work of kills) {
        const going = Array.from({ length: GOING_ON }, () => random.pick(patients));
        const told = going.flatMap((one) => secondPart(one, decidedBy));
        await killed({ data, control, work, meanwhile: () => record(data, told) });
      }
      const head = await caughtUp(data, control);
      const findings = together([
        await checkRows({ data, keys: `${data}-keys`, scratch: folder }),
        await checkCounts(data),
      ]);
      all.push({ ...findings, lost: findings.problems.length });
      say(
        `round ${round}: ${way}, killed after ${kills.join(', ')} ms, ${head + 1} events, ` +
          `${findings.problems.length} problems`,
      );
      if (findings.problems.length > 0) break;
    }
    return { ...together(all), done: all.length };
  },
};

/** @param {string} data */
const removeRows = async (data) => {
  for (const suffix of ['', '-wal', '-shm']) await rm(join(data, `read-models.db${suffix}`), { force: true });
};

/**
 * @param {string} data
 * @param {boolean} control
 */
const start = (data, control) => {
  const child = spawn(process.execPath, [PROGRAM, data, ...(control ? ['apart'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = once(child, 'close');
  return {
    /** The next line it says. */
    next: async () => {
      const { done, value } = await lines.next();
      if (done === true) throw new Error('the projector ended by itself');
      return String(value);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** @param {{ data: string, control: boolean, work: number, meanwhile: () => Promise<void> }} options */
const killed = async ({ data, control, work, meanwhile }) => {
  const child = start(data, control);
  await child.next();
  const written = meanwhile();
  await delay(work);
  await child.kill();
  await written;
};

/**
 * Started again, until its rows have reached the log's head.
 * @param {string} data
 * @param {boolean} control
 */
const caughtUp = async (data, control) => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const head = await store.headPosition();
  await store.close();
  const child = start(data, control);
  try {
    for (let line = await child.next(); Number(line) !== head; line = await child.next());
    return head;
  } finally {
    await child.kill();
  }
};
