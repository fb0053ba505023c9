import { describe, expect, it } from '@jest/globals';
import { runFault } from '../support/fault.js';

const ROUNDS = process.env['KONSIL_LONG'] === '1' ? 200 : 3;
const MINUTES = 60_000;

describe('the fault test projector', () => {
  it(
    `passes: ${ROUNDS} times killed while it builds, follows or moves over, its rows equal a rebuild in peace and a count of the events`,
    async () => {
      const { code, story, verdict } = await runFault(['projector', '--rounds', `${ROUNDS}`]);
      expect({ code, ...verdict, story }).toMatchObject({ code: 0, rounds: ROUNDS, lost: 0, passed: true, story });
    },
    (ROUNDS + 2) * MINUTES,
  );

  it(
    'fails with a checkpoint that is saved outside the transaction of the rows (control)',
    async () => {
      const { code, story, verdict } = await runFault(['projector', '--rounds', '60', '--control']);
      expect({ code, passed: verdict.passed, story }).toEqual({ code: 1, passed: false, story });
      expect(story).toMatch(/table auditEntries: \d+ rows served, \d+ rebuilt/);
      expect(story).toMatch(/messages: \d+ rows, \d+ by the events/);
    },
    10 * MINUTES,
  );
});
