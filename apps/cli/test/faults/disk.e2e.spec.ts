import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';
import { ROOT } from '../support/run.js';

const isLong = process.env['KONSIL_LONG'] === '1';
const MINUTES = 60_000;

/** By their paths: fault tests are tools of the workspace and no package. */
const tools = async <Module>(path: string) => (await import(join(ROOT, 'tools/src/faults', path))) as Module;
const { whyNotTraced } = await tools<{ whyNotTraced: () => Promise<string | undefined> }>('disk/calls.mjs');
const { whyNotMounted } = await tools<{ whyNotMounted: () => Promise<string | undefined> }>('disk/filled.mjs');

/** Where the machine can't do it, the test is skipped, and its name says why. */
const where = (notRun: string | undefined) => ({
  run: notRun === undefined ? it : it.skip,
  note: notRun === undefined ? '' : ` (not run: ${notRun})`,
});
const traced = where(await whyNotTraced());
const mounted = where(await whyNotMounted());

const passes = async (fault: string, rounds: number) => {
  const { code, story, verdict } = await runFault([fault, '--rounds', `${rounds}`]);
  // With the story, which names what was lost and the seed that brings it back.
  expect({ code, ...verdict, story }).toMatchObject({ code: 0, rounds, lost: 0, duplicated: 0, passed: true, story });
};

const losesSomething = async (fault: string, rounds: number, seed: number) => {
  const args = [fault, '--rounds', `${rounds}`, '--seed', `${seed}`, '--control'];
  const { code, story, verdict } = await runFault(args);
  expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
  expect(verdict.lost).toBeGreaterThan(0);
  expect(story).toMatch(/lost: command \d+ was acknowledged at position \d+/);
};

describe.each([
  ['sync', 'EIO'],
  ['disk-full', 'ENOSPC'],
])('the fault test %s', (fault, error) => {
  const rounds = isLong ? 420 : 3;

  traced.run(
    `passes: ${rounds} calls answered with ${error}, nothing acknowledged is lost, and no repair by hand${traced.note}`,
    () => passes(fault, rounds),
    (rounds / 10 + 2) * MINUTES,
  );

  traced.run(
    `fails with a log that acknowledges before it commits (control)${traced.note}`,
    () => losesSomething(fault, 100, 4),
    10 * MINUTES,
  );

  it('says that it was not run where there is no strace, and never that it passed', async () => {
    const { code, verdict } = await runFault([fault], { PATH: '/nowhere' });
    expect({ code, ...verdict }).toMatchObject({ code: 2, rounds: 0, passed: false });
    expect(verdict.notRun).toMatch(/strace/);
  });
});

describe('the fault test filled-disk', () => {
  const rounds = isLong ? 50 : 2;

  mounted.run(
    `passes: ${rounds} small disks written full, nothing acknowledged is lost once there is space${mounted.note}`,
    () => passes('filled-disk', rounds),
    (rounds / 10 + 1) * MINUTES,
  );

  mounted.run(
    `fails with a log that acknowledges before it commits (control)${mounted.note}`,
    () => losesSomething('filled-disk', 30, 4),
    5 * MINUTES,
  );
});

/** A server for each round: only in the long run. */
const served = isLong ? traced.run : it.skip;

describe('the fault test served-disk', () => {
  served(
    `passes: 50 servers whose disk fails under 8 writers${traced.note}`,
    () => passes('served-disk', 50),
    60 * MINUTES,
  );

  served(
    `fails with a server that acknowledges before it commits (control)${traced.note}`,
    async () => {
      const { code, story, verdict } = await runFault(['served-disk', '--rounds', '50', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(verdict.lost).toBeGreaterThan(0);
    },
    60 * MINUTES,
  );
});

/** Millions of events: only in the long run. */
const memory = isLong ? it : it.skip;

describe('the fault test memory', () => {
  memory(
    'passes: 2,000,000 events written and read in the memory that 100,000 take',
    () => passes('memory', 20),
    60 * MINUTES,
  );

  memory(
    'fails with a reader that keeps what it reads (control)',
    async () => {
      const { code, story, verdict } = await runFault(['memory', '--rounds', '10', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
    },
    60 * MINUTES,
  );
});
