/** Streams that somebody deleted by hand, or gave an age: what the store says of them, and what the log still shows. */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { aStream, anEvent, eventsIn, idsIn, rig, someEvents, subscribeTo, takeUntil, type Rig } from './fixtures.js';

describe('the store', () => {
  let open: Rig;
  let bare: EventStoreDBClient;
  beforeEach(async () => {
    open = await rig();
    bare = EventStoreDBClient.connectionString(open.standIn.connectionString);
  });
  afterEach(() => open.close());

  const deliveredFrom = async (stream: string): Promise<string[]> => {
    const messages = await takeUntil(subscribeTo(open.store, stream), ({ kind }) => kind === 'caught-up');
    return eventsIn(messages).map(({ id }) => id);
  };

  it('shows the events of a stream that was deleted softly, and those behind the deletion', async () => {
    const { store } = open;
    const stream = aStream();
    const first = someEvents(2);
    await store.append({ stream, expected: 'no-stream', events: first });
    await bare.deleteStream(stream);
    expect(await store.headRevision(stream)).toBe(-1);
    expect(await idsIn(store.readStream(stream))).toEqual([]);
    const second = someEvents(1);
    expect((await store.append({ stream, expected: 'no-stream', events: second })).revision).toBe(2);
    expect(await idsIn(store.readStream(stream))).toEqual(second.map(({ id }) => id));
    expect(await deliveredFrom(stream)).toEqual([...first, ...second].map(({ id }) => id));
  });

  it('shows the events of a stream that was tombstoned; the stream itself refuses', async () => {
    const { store } = open;
    const stream = aStream();
    const events = someEvents(2);
    await store.append({ stream, expected: 'no-stream', events });
    await bare.tombstoneStream(stream);
    const deleted = { code: 'stream-deleted', facts: { stream } };
    await expect(store.headRevision(stream)).rejects.toMatchObject(deleted);
    await expect(idsIn(store.readStream(stream))).rejects.toMatchObject(deleted);
    await expect(store.append({ stream, expected: 'any', events: [anEvent()] })).rejects.toMatchObject(deleted);
    expect(await deliveredFrom(stream)).toEqual(events.map(({ id }) => id));
  });

  it('goes on over a stream whose events have outlived $maxAge, which reads as empty', async () => {
    const { store } = open;
    const [stream, events] = [aStream(), someEvents(2)];
    await store.append({ stream, expected: 'no-stream', events });
    await bare.setStreamMetadata(stream, { maxAge: 1 });
    while ((await idsIn(store.readStream(stream))).length > 0);
    expect(await store.headRevision(stream)).toBe(-1);
    await expect(store.append({ stream, expected: 'no-stream', events: [anEvent()] })).rejects.toMatchObject({
      ...{ code: 'wrong-expected-revision', facts: { actual: 1 } },
    });
    expect((await store.append({ stream, expected: 1, events: [anEvent()] })).revision).toBe(2);
  });
});
