import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';

/** Each a flipped bit; every tenth with a truncation and a damaged WAL too. */
const FLIPS = process.env['KONSIL_LONG'] === '1' ? 1_000 : 40;
const MINUTES = 60_000;

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
