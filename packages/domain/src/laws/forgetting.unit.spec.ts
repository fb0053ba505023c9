import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catalogue } from '../catalogue/index.js';
import type { DomainEvent } from '../events.js';
import { anyHistory, live } from './random/decided.js';
import { numRuns } from './random/rounds.js';
import { World } from './random/world.js';

const CANARY = 'canary';

type Data = Record<string, unknown>;

/** The event with another text in each of its personal fields; how many there were. */
const marked = (event: DomainEvent): { readonly event: DomainEvent; readonly fields: number } => {
  const data = structuredClone(event.data) as Data;
  let fields = 0;
  for (const path of Object.keys(catalogue[event.type].personal)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const holder = names.reduce<unknown>((value, name) => (value as Data | undefined)?.[name], data) as
      Data | undefined;
    if (holder?.[last] === undefined) continue;
    holder[last] = CANARY;
    fields += 1;
  }
  return { event: { ...event, data } as unknown as DomainEvent, fields };
};

describe('folded states', () => {
  it('hold nothing personal: who keeps them in memory has nothing to forget when somebody is erased', () => {
    let fields = 0;
    fc.assert(
      fc.property(anyHistory, (drawn) => {
        const events = live(drawn).events.map(marked);
        fields += events.reduce((sum, one) => sum + one.fields, 0);
        const states = new World(events.map(({ event }) => event)).states();
        expect(
          JSON.stringify(states, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
        ).not.toContain(CANARY);
      }),
      { numRuns },
    );
    expect(fields).toBeGreaterThan(100);
  });
});
