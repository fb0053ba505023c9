import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';

/** 10 rounds take about half a minute on 2 cores. */
const ROUNDS = process.env['KONSIL_LONG'] === '1' ? 500 : 10;
/** Beside other tests a start takes longer than it is held to otherwise. */
const READY = process.env['KONSIL_LONG'] === '1' ? {} : { FAULTS_READY_WITHIN_MS: '30000' };
const MINUTES = 60_000;

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
    (ROUNDS / 5 + 2) * MINUTES,
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
