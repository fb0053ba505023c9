import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogue, eventTypes } from '../catalogue/index.js';
import { anyHistory, live } from './random/decided.js';

/** Of so many histories, each type of event has to happen in so many: else the laws would say nothing about it. */
const HISTORIES = 400;
const LEAST = 8;

describe('the random histories of commands', () => {
  it('reach everything that can happen to accounts, rosters, patients, cases and conversations', () => {
    const happened = new Map<string, number>();
    for (const history of fc.sample(anyHistory, { numRuns: HISTORIES, seed: 1 })) {
      const types = new Set(live(history).events.map(({ type }) => type));
      for (const type of types) happened.set(type, (happened.get(type) ?? 0) + 1);
    }
    const rare = eventTypes
      .filter((type) => !['bulk', 'operations'].includes(catalogue[type].category))
      .map((type) => [type, happened.get(type) ?? 0] as const)
      .filter(([, times]) => times < LEAST);
    expect(rare).toEqual([]);
  });
});
