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
        anyHistory,
        fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 7, maxLength: 7 }),
        (drawn, places) => {
          const { events } = live(drawn);
          const placeOf = (index: number): number => ((places[index % 7] ?? 0) * (index + 1)) % 1;
          const some = events.filter((_, index) => placeOf(index) < 0.7);
          const mixed = some
            .map((event, index) => ({ event, place: placeOf(index) }))
            .sort((one, other) => one.place - other.place)
            .map(({ event }) => event);
          for (const log of [some, mixed]) expect(() => new World(log).states()).not.toThrow();
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
