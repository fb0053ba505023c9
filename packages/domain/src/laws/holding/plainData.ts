/** What is recorded and folded can be stored and read again. */

import { expect } from '@jest/globals';
import { type Law, whenTaken } from '../random/decided.js';

export const ofPlainData: Readonly<Record<string, Law>> = {
  'events are plain data: what is stored and read again is the same': whenTaken((_world, _step, events) => {
    if (events.length > 0) expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  }),

  'states but those of conversations are plain data too': whenTaken((world) => {
    // Every beginning of a history is one: some moments of each will do.
    if (world.events.length % 9 > 0) return;
    const { conversations: _, ...states } = world.states();
    expect(JSON.parse(JSON.stringify(states))).toEqual(states);
  }),
};
