import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aStream, anEvent, rig, type Rig, someEvents } from './fixtures.js';

describe('many short reads', () => {
  let open: Rig;
  beforeEach(async () => {
    open = await rig();
  });
  afterEach(() => open.close());

  // Servers take a client that gives up calls faster than that for one that attacks them, and close its connection.
  it('end without being given up, however many they are', async () => {
    const { store } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: someEvents(3) });
    for (let round = 0; round < 60; round += 1) {
      const heads = await Promise.all(Array.from({ length: 25 }, () => store.headRevision(stream)));
      expect(new Set(heads)).toEqual(new Set([2]));
    }
    expect((await store.append({ stream, expected: 2, events: [anEvent()] })).revision).toBe(3);
  }, 30_000);

  it('end without being given up where whoever reads breaks off, too', async () => {
    const { store } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: someEvents(50) });
    const breakOff = async (): Promise<void> => {
      for await (const { revision } of store.readStream(stream)) if (revision === 2) return;
    };
    for (let round = 0; round < 45; round += 1) await Promise.all(Array.from({ length: 25 }, breakOff));
    expect(await store.headRevision(stream)).toBe(49);
  }, 60_000);

  it('leave no call open', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: someEvents(3) });
    for (let count = 0; count < 3; count += 1) await store.headRevision(stream);
    for await (const { revision } of store.readStream(stream)) if (revision === 1) break;
    for await (const { revision } of store.readStream(stream, { limit: 3 })) if (revision === 1) break;
    expect(await store.headRevision(stream)).toBe(2);
    while (standIn.faults.openReads() > 0) await new Promise((next) => setImmediate(next));
  });
});
