import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accessAsOf, judge, type Judgement } from '../access/index.js';
import type { Recorded } from '../events.js';
import { anna, inDays, jonasId, luisId, person, petraId, technician } from '../testing/index.js';
import { history, statesAfter, streamsOf } from './random/histories.js';
import { manyRuns } from './random/rounds.js';

const question = fc.record({
  act: fc.constantFrom(
    'see-case' as const,
    'decline-setup' as const,
    'approve-setup' as const,
    'post-message' as const,
  ),
  actor: fc.constantFrom(anna, technician, ...[luisId, jonasId, petraId].map((id) => person(id))),
});

/** What was said at the moment by who had folded all that had been recorded, as it came. */
const saidThen = (log: readonly Recorded[], asked: Parameters<typeof accessAsOf>[1], at: string): Judgement => {
  const first = log.findIndex(({ recordedAt }) => recordedAt > at);
  const { case: on, ...others } = statesAfter(first === -1 ? log : log.slice(0, first));
  return on.status === 'submitted'
    ? judge({ ...asked, ...others, now: at, case: on })
    : { allowed: false, known: false, reason: 'no-relation' };
};

describe('access as of a moment (product.md G3, G6)', () => {
  it('is what the judgement was then, whatever was recorded since', () =>
    fc.assert(
      fc.property(history, question, fc.integer({ min: -60, max: 400 }), (log, asked, hours) => {
        const at = inDays(hours / 24);
        expect(accessAsOf(streamsOf(log), asked, { at })).toEqual(saidThen(log, asked, at));
      }),
      { numRuns: manyRuns },
    ));
});
