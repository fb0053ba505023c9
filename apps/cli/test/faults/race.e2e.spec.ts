import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';

/** Most of the time of a short run goes into two sample practices. */
const ROUNDS = process.env['KONSIL_LONG'] === '1' ? 100 : 1;
const MINUTES = 60_000;

describe('the fault test race', () => {
  it(
    `passes: ${ROUNDS} times many at once, one winner per revision, nothing recorded behind an end that was known`,
    async () => {
      const { code, story, verdict } = await runFault(['race', '--rounds', `${ROUNDS}`]);
      expect({ code, ...verdict, story }).toMatchObject({ code: 0, rounds: ROUNDS, lost: 0, passed: true, story });
      expect(story).toMatch(/access, KurrentDB \(stand-in\), two processes, round 1: [1-9]\d* messages/);
    },
    (ROUNDS + 4) * MINUTES,
  );

  it(
    'fails with appends that expect no revision, and with a server that looks at no guard (control)',
    async () => {
      const { code, story, verdict } = await runFault(['race', '--rounds', '10', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(story).toMatch(/lost update: place \d+ of race-/);
      expect(story).toMatch(/late: the message at position \d+ stands behind the end of its access/);
    },
    5 * MINUTES,
  );
});
