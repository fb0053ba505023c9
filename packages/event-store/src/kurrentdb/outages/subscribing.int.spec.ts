import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SubscriptionMessage } from '../../port.js';
import type { ReadFault } from '../../testing/stand-in/index.js';
import { aStream, anEvent, eventsIn, rig, someEvents, subscribeTo, takeUntil, type Rig } from './fixtures.js';

const isCaughtUp = (message: SubscriptionMessage): boolean => message.kind === 'caught-up';
const positionsIn = (messages: readonly SubscriptionMessage[]): number[] =>
  messages.flatMap((message) =>
    message.kind === 'events' ? message.events.map(({ position }) => position) : [message.position],
  );

describe('a subscription when something breaks', () => {
  let open: Rig;
  beforeEach(async () => {
    open = await rig();
  });
  afterEach(() => open.close());

  it.each<[string, (rig: Rig) => unknown]>([
    ['its call breaks', ({ standIn }) => standIn.faults.dropStreams()],
    ['the server is killed', ({ standIn }) => standIn.stop()],
  ])('throws unavailable when %s', async (_what, breakIt) => {
    const messages = subscribeTo(open.store, aStream());
    await takeUntil(messages, isCaughtUp);
    const next = messages.next();
    await breakIt(open);
    await expect(next).rejects.toMatchObject({ name: 'EventStoreError', code: 'unavailable' });
  });

  it('goes on from the last event without gap or repeat after each break', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    const seen: string[] = [];
    const written: string[] = [];
    let after = -1;
    for (let round = 0; round < 4; round += 1) {
      const events = someEvents(5);
      await store.append({ stream, expected: 'any', events });
      written.push(...events.map(({ id }) => id));
      const messages = subscribeTo(store, stream, after);
      for (const message of await takeUntil(messages, isCaughtUp)) {
        if (message.kind !== 'events') continue;
        seen.push(...message.events.map(({ id }) => id));
        after = message.events.at(-1)?.position ?? after;
      }
      const broken = messages.next();
      await standIn.restart();
      await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
      await store.append({ stream: aStream(), expected: 'any', events: [anEvent()] });
    }
    expect(seen).toEqual(written);
  });

  it('delivers once what the server sends twice', async () => {
    const { store, standIn } = open;
    const [stream, events] = [aStream(), someEvents(5)];
    standIn.faults.onSubscriptions('events-twice');
    await store.append({ stream, expected: 'any', events });
    const messages = await takeUntil(subscribeTo(store, stream), isCaughtUp);
    const delivered = eventsIn(messages);
    expect(delivered.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('has the events filtered by the server: others are not sent', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream: aStream(), expected: 'any', events: someEvents(300) });
    await store.append({ stream, expected: 'any', events: someEvents(2) });
    const before = standIn.eventsSent();
    await takeUntil(subscribeTo(store, stream), isCaughtUp);
    // Beside the two: the end of the log, which is read first.
    expect(standIn.eventsSent() - before).toBe(3);
  });

  it.each<[string, ReadFault, string]>([
    ['is refused', 'refuse', 'unavailable'],
    ['is told that the server is not ready', 'not-ready', 'unavailable'],
    ['breaks after its first event', 'drop-midway', 'unavailable'],
    ['is denied', 'deny', 'access-denied'],
  ])('throws when its call %s, and the next one goes on', async (_what, fault, code) => {
    const { store, standIn } = open;
    const [stream, events] = [aStream(), someEvents(3)];
    await store.append({ stream, expected: 'any', events });
    const before = await store.headPosition();
    await store.append({ stream, expected: 'any', events: someEvents(2) });
    // The first read asks for the log's end, the second one is the subscription.
    standIn.faults.onReads(fault, 2);
    await expect(takeUntil(subscribeTo(store, stream, before), isCaughtUp)).rejects.toMatchObject({ code });
    standIn.faults.clear();
    const messages = await takeUntil(subscribeTo(store, stream, before), isCaughtUp);
    expect(eventsIn(messages)).toHaveLength(2);
  });

  it('says that the log is damaged when the position lies beyond its end', async () => {
    const { store, standIn } = open;
    const { position } = await store.append({ stream: aStream(), expected: 'any', events: someEvents(3) });
    await standIn.restart('wiped');
    await store.append({ stream: aStream(), expected: 'any', events: [anEvent()] });
    const messages = subscribeTo(store, aStream(), position);
    await expect(messages.next()).rejects.toMatchObject({ code: 'damaged' });
  });

  it.each(['stale-checkpoints', 'checkpoints-ahead'] as const)(
    'names no position that the server gives in %s',
    async (fault) => {
      const { store, standIn } = open;
      const stream = aStream();
      standIn.faults.onSubscriptions(fault);
      for (let round = 0; round < 4; round += 1) {
        await store.append({ stream: aStream(), expected: 'any', events: someEvents(600) });
        await store.append({ stream, expected: 'any', events: someEvents(3) });
      }
      const messages = await takeUntil(subscribeTo(store, stream), isCaughtUp);
      const named = positionsIn(messages);
      expect(named).toEqual([...named].sort((a, b) => a - b));
      expect(Math.max(...named)).toBe(await store.headPosition());
      expect(eventsIn(messages)).toHaveLength(12);
    },
  );

  it('hands on an event whose bytes were redacted, without data', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'any', events: someEvents(2) });
    standIn.redact(stream, 0);
    const messages = await takeUntil(subscribeTo(store, stream), isCaughtUp);
    const events = eventsIn(messages);
    expect(events.map(({ data, metadata }) => [data, metadata])).toEqual([
      [undefined, '{}'],
      ['{"note":"ü"}', '{}'],
    ]);
  });

  it('lets the server wait while its consumer is slow, and loses nothing', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    const large = someEvents(400).map((event) => ({ ...event, data: JSON.stringify({ text: 'x'.repeat(2_000) }) }));
    await store.append({ stream, expected: 'any', events: large });
    const messages = subscribeTo(store, stream);
    let count = 0;
    while (count < 400) {
      const next = await messages.next();
      if (next.done !== true && next.value.kind === 'events') count += next.value.events.length;
      await store.append({ stream: aStream(), expected: 'any', events: [anEvent()] });
    }
    expect(standIn.pauses()).toBeGreaterThan(0);
  });

  it('leaves no call open at the server when it is aborted or left', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'any', events: someEvents(3) });
    const others = standIn.openCalls();
    const stop = new AbortController();
    const aborted = subscribeTo(store, stream, -1, stop.signal);
    await aborted.next();
    const left = subscribeTo(store, stream);
    await left.next();
    expect(standIn.openCalls()).toBe(others + 2);
    stop.abort();
    expect((await aborted.next()).done).toBe(true);
    await left.return?.();
    while (standIn.openCalls() > others) await store.headRevision(stream);
    expect(standIn.openCalls()).toBe(others);
  });

  it('ends with unavailable when the store is closed, also while nobody takes from it', async () => {
    const { store } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'any', events: someEvents(1_000) });
    const idle = store.readStream(stream)[Symbol.asyncIterator]();
    await idle.next();
    const left = store.subscribe({ after: -1, prefixes: [stream], pageSize: 1, signal: new AbortController().signal });
    await left[Symbol.asyncIterator]().next();
    const waiting = subscribeTo(store, stream);
    await takeUntil(waiting, isCaughtUp);
    const next = waiting.next();
    await Promise.all([store.close(), expect(next).rejects.toMatchObject({ code: 'unavailable' })]);
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'unavailable' });
    const rest = async (): Promise<void> => {
      while ((await idle.next()).done !== true);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a read', () => {
  it('fails as unavailable when the server is silent for too long, and the next one is answered', async () => {
    const impatient = await rig(true, { readTimeoutMs: 100 });
    const { store, standIn } = impatient;
    standIn.faults.onReads('hang');
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await store.headPosition()).toBe(-1);
    await impatient.close();
  });
});
