/**
 * `filled-disk`: a small disk of its own (tmpfs) is written full to the last byte, a start on the full disk is tried, then
 * there is space again. The control acknowledges before it commits and has to lose something.
 */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { together } from '../fault.mjs';
import { randomFrom } from '../random.mjs';
import { Child } from './child.mjs';
import { judge } from './judge.mjs';
import { verdictOn } from './verdict.mjs';

/** KiB; the smallest ones are full before the log has its first event. */
const SIZE = /** @type {const} */ ([40, 2_000]);
/** More than fit on the largest. */
const COMMANDS = 2_000;
/** KiB, once there is space again. */
const ENOUGH = 65_536;

const call = promisify(execFile);

/**
 * @param {number} size KiB
 * @param {string} disk
 */
const mount = (size, disk) => call('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'konsil-fault', disk]);

/**
 * Why no disk can be mounted on this machine, if so.
 * @returns {Promise<string | undefined>}
 */
export const whyNotMounted = async () => {
  const disk = mkdtempSync(join(tmpdir(), 'konsil-fault-disk-'));
  try {
    await mount(SIZE[0], disk);
    await call('umount', [disk]);
    return undefined;
  } catch (error) {
    return `no disk can be mounted here: ${error instanceof Error ? error.message.trim() : String(error)}`;
  } finally {
    rmdirSync(disk);
  }
};

/** @type {import('../fault.mjs').Fault} */
export const filledDisk = {
  name: 'filled-disk',
  summary: 'a small disk is written full, started on, and given space again: nothing acknowledged is lost',
  rounds: 20,
  run: async ({ rounds, seed, control, folder, say }) => {
    const notRun = await whyNotMounted();
    if (notRun !== undefined) return { ...together([]), done: 0, notRun };
    const random = randomFrom(seed);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    /** @type {import('../fault.mjs').Findings[]} */
    const all = [];
    while (all.length < rounds && !all.some(({ problems }) => problems.length > 0)) {
      const size = random.between(...SIZE);
      await mount(size, disk);
      try {
        const { story, ...findings } = await oneRound(disk, control);
        all.push(findings);
        say(`round ${all.length}: ${size} KiB; ${story}`);
      } finally {
        await call('umount', [disk]);
      }
    }
    return { ...together(all), done: all.length };
  },
};

/**
 * @param {string} disk
 * @param {boolean} unsafe
 */
const oneRound = async (disk, unsafe) => {
  const filled = await live({ folder: disk, from: 0, unsafe }, COMMANDS);
  const again = await live({ folder: disk, from: filled.asked, unsafe: false }, 1);
  await call('mount', ['-o', `remount,size=${ENOUGH}k`, disk]);
  const acknowledged = new Map([...filled.acknowledged, ...again.acknowledged]);
  const kept = await judge(disk, acknowledged, again.asked);
  return {
    ...kept,
    problems: [...filled.problems, ...again.problems, ...kept.problems],
    story: `${filled.outcome} after ${filled.acknowledged.size} commands; on the full disk: ${again.outcome}`,
  };
};

/**
 * @param {{ folder: string, from: number, unsafe: boolean }} place
 * @param {number} commands
 */
const live = async (place, commands) => {
  const child = new Child(place);
  try {
    await child.ready();
    await child.tell(`one ${commands}`);
    await child.tell('close');
    await child.end();
    return verdictOn(child, place.from);
  } finally {
    await child.kill();
  }
};
