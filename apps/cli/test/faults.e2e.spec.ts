import { describe, expect, it } from '@jest/globals';
import { runFault } from './support/fault.js';

/** 30 rounds take about a minute and a half on 2 cores. */
const ROUNDS = process.env['KONSIL_LONG'] === '1' ? 500 : 30;
/** Each a flipped bit; every tenth with a truncation and a damaged WAL too. */
const FLIPS = process.env['KONSIL_LONG'] === '1' ? 1_000 : 40;
const MINUTES = 60_000;
/** Beside other tests a start takes longer than it is held to otherwise. */
const READY = process.env['KONSIL_LONG'] === '1' ? {} : { FAULTS_READY_WITHIN_MS: '30000' };

describe('the fault test kill', () => {
  it(
    `passes: ${ROUNDS} times kill -9 under 8 writers, nothing acknowledged is lost or there twice`,
    async () => {
      const { code, story, verdict } = await runFault(['kill', '--rounds', `${ROUNDS}`], READY);
      // With the story, which names what was lost and the seed that brings it back.
      expect({ code, ...verdict, story }).toEqual({
        code: 0,
        fault: 'kill',
        rounds: ROUNDS,
        lost: 0,
        duplicated: 0,
        passed: true,
        seed: expect.any(Number),
        readyMedianMs: expect.any(Number),
        readyMaxMs: expect.any(Number),
        story,
      });
    },
    (ROUNDS / 5) * MINUTES,
  );

  it(
    'fails with a server that acknowledges before it commits (control), and says what was lost',
    async () => {
      const { code, story, verdict } = await runFault(['kill', '--rounds', '30', '--control'], READY);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(verdict.lost).toBeGreaterThan(0);
      expect(story).toMatch(/lost: (POST|PATCH) \/\S+ was acknowledged at position \d+/);
    },
    5 * MINUTES,
  );
});

describe('the fault test shred', () => {
  const rounds = process.env['KONSIL_LONG'] === '1' ? 50 : 2;

  it(
    `passes: ${rounds} patients erased, no word of theirs in any file afterwards, a restored backup included, everybody else as before`,
    async () => {
      const { code, story, verdict } = await runFault(['shred', '--rounds', `${rounds}`]);
      expect({ code, ...verdict, story }).toMatchObject({ code: 0, rounds, lost: 0, passed: true, story });
    },
    (rounds + 2) * MINUTES,
  );

  it(
    'fails where rows are emptied without overwriting them, and where a backup is restored without the ledger (control)',
    async () => {
      const { code, story, verdict } = await runFault(['shred', '--rounds', '3', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(story).toMatch(/erased: \w+ stands in read-models\.db/);
      expect(story).toMatch(/restored: a wrapped key stands in keys\.db/);
    },
    5 * MINUTES,
  );
});

describe('the fault test bitrot', () => {
  it(
    `passes: ${FLIPS} flipped bits, truncations and damaged WALs are each reported, or proven harmless`,
    async () => {
      const { code, story, verdict } = await runFault(['bitrot', '--rounds', `${FLIPS}`]);
      expect({ code, ...verdict, story }).toEqual({
        code: 0,
        fault: 'bitrot',
        rounds: FLIPS,
        lost: 0,
        duplicated: 0,
        passed: true,
        seed: expect.any(Number),
        story,
      });
    },
    (FLIPS / 20) * MINUTES,
  );

  it(
    'fails with a check that leaves out the digests (control), and says what was missed',
    async () => {
      const { code, story, verdict } = await runFault(['bitrot', '--rounds', '100', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(verdict.lost).toBeGreaterThan(0);
      expect(story).toMatch(/silent: bit \d of byte \d+ of data\/(events|keys)\.db flipped/);
    },
    5 * MINUTES,
  );
});
