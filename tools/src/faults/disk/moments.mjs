/**
 * When the disk fails: moments in the life of a writer, each with the calls that it makes on the files of its folder.
 *
 * @typedef {object} Moment
 * @property {string} name
 * @property {boolean} crashed it begins with the files of a writer that was killed, or with none
 * @property {readonly string[]} before steps that nobody watches; none: watched from the start of the process
 * @property {readonly string[]} steps what the writer is told then, before it is told to end
 *
 * @typedef {object} Place where one life of a writer is lived
 * @property {string} folder
 * @property {number} from number of its first command
 * @property {boolean} unsafe
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { attach, injectedIn, straceArguments } from './calls.mjs';
import { Child } from './child.mjs';

/** As many commands leave the next commit to ask for a checkpoint (packages/event-store/src/sqlite/checkpointing.ts). */
const COMMITS_BEFORE_A_CHECKPOINT = 63;

/** Nothing that the writer is told: the mark has reached the head, or could not be written. */
const MARKED = 'marked';

const END = 'close';

/** @type {readonly Moment[]} */
export const MOMENTS = [
  { name: 'a first start, appends, the end', crashed: false, before: [], steps: ['one 2', 'all 3', 'one 1'] },
  { name: 'a start after a crash', crashed: true, before: [], steps: [] },
  {
    name: 'an append with a new key, a checkpoint, a group',
    crashed: true,
    before: [`one ${COMMITS_BEFORE_A_CHECKPOINT}`],
    steps: ['one 1', 'all 3', 'one 1'],
  },
  {
    name: 'the head mark behind an append',
    crashed: true,
    before: ['one 1', MARKED],
    steps: ['one 1', MARKED],
  },
];

/** The files of a folder by name; what has a random name is left alone. */
const FILES = [
  ...['events.db', 'keys.db'].flatMap((name) => ['', '-wal', '-shm', '-journal'].map((end) => name + end)),
  ...['events.head', 'events.head.next', 'events.head.last'],
  ...['events.lock', 'events.lock-journal', 'events.lock.json'],
];

/** @param {string} folder */
export const pathsIn = (folder) => [
  folder,
  join(folder, 'data'),
  join(folder, 'kek'),
  join(folder, 'erasure-ledger.jsonl'),
  ...FILES.map((name) => join(folder, 'data', name)),
];

/**
 * Lives through one moment; answers what the writer said, how it ended, what strace has seen, and which of it was refused
 * before the writer was told to end.
 * @param {Moment} moment
 * @param {Place} place
 * @param {import('./calls.mjs').Injection} [injection]
 */
export const live = async ({ before, steps }, place, injection) => {
  const output = join(place.folder, 'trace');
  const tracing = { output, paths: pathsIn(place.folder), ...(injection && { injection }) };
  const child = before.length === 0 ? watchedFromTheStart(place, tracing) : new Child(place);
  try {
    await child.ready();
    const watching = before.length === 0 ? undefined : await watchedFromHere(child, before, tracing, place.folder);
    for (const step of steps) await (step === MARKED ? untilMarked(place.folder, child, output) : child.tell(step));
    const refused = injectedIn(readFileSync(output, 'utf8'));
    await child.tell(END);
    await child.end();
    await watching?.ended;
    const trace = readFileSync(output, 'utf8');
    return { said: child.said, ending: child.ending, uncaught: child.uncaught, refused, trace };
  } finally {
    await child.kill();
  }
};

/**
 * Resolves when the head mark names the newest event that the writer has acknowledged, or the disk has refused something.
 * @param {string} folder
 * @param {Child} child
 * @param {string} trace
 */
const untilMarked = async (folder, child, trace) => {
  const head = child.said.findLast((one) => one.say === 'acknowledged')?.position;
  for (let looks = 0; looks < 500 && child.ending === null; looks += 1) {
    if (readFileSync(join(folder, 'data', 'events.head'), 'utf8').includes(`"position":${head},`)) return;
    if (existsSync(trace) && injectedIn(readFileSync(trace, 'utf8')).length > 0) return;
    await delay(10);
  }
};

/**
 * @param {Place} place
 * @param {import('./calls.mjs').Tracing} tracing
 */
const watchedFromTheStart = (place, tracing) =>
  new Child({ ...place, through: ['strace', '--seccomp-bpf', ...straceArguments(tracing)] });

/**
 * @param {Child} child
 * @param {readonly string[]} before
 * @param {import('./calls.mjs').Tracing} tracing
 * @param {string} folder
 */
const watchedFromHere = async (child, before, tracing, folder) => {
  for (const step of before) await (step === MARKED ? untilMarked(folder, child, tracing.output) : child.tell(step));
  const watching = attach(child.pid, tracing);
  await watching.attached;
  return watching;
};
