/**
 * `projector`: the process that folds is killed with SIGKILL at a random moment, while it builds the rows from the
 * beginning, follows a log that grows, or moves over to a generation that a second process builds beside them and that is
 * killed as well; started again, its rows have to equal rows that were built in peace, and what a short program counts in
 * the raw events. The control saves the checkpoint outside the rows' transaction.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteEventStore } from '@konsil/event-store';
import { GenerationFiles } from '@konsil/projections';
import { together } from '../fault.mjs';
import { checkRows } from '../kill/check-rows.mjs';
import { randomFrom } from '../random.mjs';
import { record } from '../shred/folder.mjs';
import { aPatient, firstPart, provider, secondPart } from '../shred/patients.mjs';
import { checkCounts } from './reference.mjs';

const PROGRAM = fileURLToPath(new URL('program.mjs', import.meta.url));
const REBUILDING = fileURLToPath(new URL('rebuilding.mjs', import.meta.url));

/** Seven events each at first. */
const PATIENTS = 400;
/** Patients whose story goes on during a kill, three events each. */
const GOING_ON = 12;
/** Kills before the rows are looked at, at the most. */
const KILLS = { building: 4, following: 4, 'moving over': 2 };
/** Drawn for each round; without rows at first, with rows, or with rows beside which new ones are built. */
const WAYS = /** @type {const} */ (['building', 'following', 'moving over']);
/** Milliseconds from the start of folding to the kill, at the most: about as long as there is something to fold. */
const LATEST_KILL = { building: 400, following: 150, 'moving over': 2_000 };

/** How long a move that nobody disturbs may take, in milliseconds. */
const MOVED_WITHIN = 60_000;

/** @type {import('../fault.mjs').Fault} */
export const projector = {
  name: 'projector',
  summary:
    'kill -9 while rows are built, followed or replaced: they equal a rebuild in peace, and a count of the raw events',
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
      const way = wayOf(round, control, random);
      if (way === 'building') await removeRows(data);
      const kills = Array.from({ length: random.between(1, KILLS[way]) }, () => random.between(0, LATEST_KILL[way]));
      for (const work of kills) {
        const going = Array.from({ length: GOING_ON }, () => random.pick(patients));
        const told = going.flatMap((one) => secondPart(one, decidedBy));
        const rebuild = way === 'moving over' ? startRebuild(data, random.between(0, LATEST_KILL[way])) : undefined;
        await killed({ data, control, work, meanwhile: () => record(data, told) });
        await rebuild;
      }
      const head = await caughtUp(data, control, way);
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

/**
 * Each way at least once in few rounds. The control breaks what building and following rely on, and has no time to lose.
 * @param {number} round
 * @param {boolean} control
 * @param {ReturnType<typeof randomFrom>} random
 */
const wayOf = (round, control, random) => {
  if (round === 1) return 'building';
  if (control) return random.pick(WAYS.slice(0, 2));
  return round === 2 ? 'moving over' : random.pick(WAYS);
};

/** @param {string} data */
const removeRows = async (data) => {
  for (const name of readdirSync(data).filter((name) => name.startsWith('read-models')))
    await rm(join(data, name), { force: true });
};

/**
 * A rebuild beside the projector, killed after some milliseconds where it has not ended by then.
 * @param {string} data
 * @param {number} killedAfter
 */
const startRebuild = async (data, killedAfter) => {
  const child = spawn(process.execPath, [REBUILDING, data], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'close');
  const killing = setTimeout(() => child.kill('SIGKILL'), killedAfter);
  const [code] = await ended;
  clearTimeout(killing);
  if (typeof code === 'number' && code !== 0) throw new Error(`the rebuild ended with ${code}`);
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
 * Started again, until its rows have reached the log's head; where it moves over, until it has done so once undisturbed.
 * @param {string} data
 * @param {boolean} control
 * @param {(typeof WAYS)[number]} way
 */
const caughtUp = async (data, control, way) => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const head = await store.headPosition();
  await store.close();
  const child = start(data, control);
  try {
    for (let line = await child.next(); Number(line) !== head; line = await child.next());
    if (way === 'moving over') await movedOver(data);
    return head;
  } finally {
    await child.kill();
  }
};

/** @param {string} data */
const movedOver = async (data) => {
  const generations = new GenerationFiles(data);
  const before = generations.served();
  await startRebuild(data, MOVED_WITHIN);
  const until = Date.now() + MOVED_WITHIN;
  while (generations.served() === before) {
    if (Date.now() > until) throw new Error('the projector did not move over to the rows that were built');
    await delay(20);
  }
};
