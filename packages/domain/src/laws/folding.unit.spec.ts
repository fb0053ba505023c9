import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from '../events.js';
import { aCase, aPatient, everybody, luis } from '../testing/index.js';
import { history, statesAfter } from './random/histories.js';
import { numRuns } from './random/rounds.js';
import { World } from './random/world.js';

const everything = (): DomainEvent[] => [
  ...new World().events,
  ...everybody().policy('per-patient').events,
  ...aPatient()
    .consenting([{ of: 'everyone' }])
    .withdrawing([{ of: 'everyone' }]).events,
  ...aCase().sharedWith(luis).setup().declined().setup().approved().closed().events,
];

describe('folding', () => {
  it('never throws, whatever the order of events', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(everything()), (events) => {
        expect(() => new World(events).states()).not.toThrow();
      }),
      { numRuns },
    ));

  it('never throws, whatever of a history is missing', () =>
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
