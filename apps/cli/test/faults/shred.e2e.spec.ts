import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';

const ROUNDS = process.env['KONSIL_LONG'] === '1' ? 50 : 2;
const MINUTES = 60_000;

describe('the fault test shred', () => {
  it(
    `passes: ${ROUNDS} patients erased, no word of theirs in any file afterwards, a restored backup included, everybody else as before`,
    async () => {
      const { code, story, verdict } = await runFault(['shred', '--rounds', `${ROUNDS}`]);
      expect({ code, ...verdict, story }).toMatchObject({ code: 0, rounds: ROUNDS, lost: 0, passed: true, story });
    },
    (ROUNDS + 2) * MINUTES,
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
