import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyHistory, live } from './random/decided.js';
import { history, statesAfter } from './random/histories.js';
import { numRuns } from './random/rounds.js';
import { World } from './random/world.js';

describe('folding', () => {
  it('never throws on what the deciders answer, and a history folded anew comes to the same', () =>
    fc.assert(
      fc.property(anyHistory, (drawn) => {
        const world = live(drawn);
        expect(new World(world.events).states()).toEqual(world.states());
      }),
      { numRuns },
    ));

  it('never throws, whatever of what the deciders answered is missing or comes in another order', () =>
    fc.assert(
      fc.property(
        anyHistory
          .map((drawn) => live(drawn).events)
          .chain((events) => fc.tuple(fc.subarray(events), fc.shuffledSubarray(events))),
        ([some, mixed]) => {
          for (const events of [some, mixed]) expect(() => new World(events).states()).not.toThrow();
        },
      ),
      { numRuns },
    ));

  it('never throws, whatever of a history of arbitrary events is missing', () =>
    fc.assert(
      fc.property(
        history.chain((recorded) => fc.shuffledSubarray([...recorded])),
        (events) => {
          expect(() => statesAfter(events)).not.toThrow();
        },
      ),
      { numRuns },
    ));
});
