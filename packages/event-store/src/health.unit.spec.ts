import { beforeEach, describe, expect, it } from '@jest/globals';
import { healthOf } from './health.js';
import { openMemoryEventStore } from './memory/open.js';
import type { EventStore } from './port.js';
import { anEvent } from './testing/contract/fixtures.js';

describe('the health of the log', () => {
  let clock = 0;
  let store: EventStore;
  beforeEach(() => {
    clock = Date.parse('2026-03-01T08:00:00Z');
    store = openMemoryEventStore({ clock: () => clock });
  });
  const health = (followed: number, one = store) => healthOf(one, { followed, now: () => clock, withinMs: 1_000 });
  const appendAfter = async (seconds: number): Promise<void> => {
    clock += seconds * 1_000;
    await store.append({ stream: 'case-1', expected: 'any', events: [anEvent()] });
  };

  it('has no age and no lag while the log is empty', async () => {
    expect(await health(-1)).toEqual({ connected: true, headPosition: -1, lastEventAgeMs: 0, lagMs: 0 });
  });

  it('tells the age of the newest event, and of the oldest one that the follower lacks', async () => {
    await appendAfter(0);
    await appendAfter(20);
    await appendAfter(10);
    clock += 5_000;
    expect(await health(2)).toMatchObject({ headPosition: 2, lastEventAgeMs: 5_000, lagMs: 0 });
    expect(await health(0)).toMatchObject({ headPosition: 2, lastEventAgeMs: 5_000, lagMs: 15_000 });
    expect(await health(-1)).toMatchObject({ lagMs: 35_000 });
  });

  it('knows no negative age where the clock of the log is ahead', async () => {
    await appendAfter(60);
    clock -= 60_000;
    expect(await health(-1)).toMatchObject({ lastEventAgeMs: 0, lagMs: 0 });
  });

  it('names the code of an error and nothing else of it', async () => {
    await store.close();
    expect(await health(-1)).toEqual({ connected: false, reason: 'unavailable' });
    const broken: EventStore = {
      ...store,
      // eslint-disable-next-line require-yield -- breaks before it has anything
      readAll: async function* () {
        await Promise.reject(new Error('esdb://admin:secret@host'));
      },
    };
    expect(await health(-1, broken)).toEqual({ connected: false, reason: 'failed' });
  });
});
