import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AppendFault } from '../../testing/stand-in/index.js';
import { aStream, anEvent, idsIn, rig, someEvents, type Rig } from './fixtures.js';

describe.each([
  ['batch', true],
  ['unary', false],
])('an append by %s when something breaks', (_path, batchAppend) => {
  let open: Rig;
  beforeEach(async () => {
    open = await rig(batchAppend);
  });
  afterEach(() => open.close());

  it.each<[string, AppendFault]>([
    ['is refused', 'refuse'],
    ['is told that the server is not ready', 'not-ready'],
    ['gets no answer', 'hang'],
    ['is written and gets no answer', 'hang-after-writing'],
    ['is written and called timed out', 'fail-after-writing'],
    ['is written and loses the connection', 'drop-after-writing'],
    ['is written and answered too late', { lateMs: 400 }],
    ['is written and answered twice', 'answer-twice'],
  ])('is written once when its first attempt %s', async (_what, fault) => {
    const { store, standIn } = open;
    const [stream, events] = [aStream(), someEvents(2)];
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    standIn.faults.onAppends(fault);
    const result = await store.append({ stream, expected: 0, events });
    expect(result.revision).toBe(2);
    expect(await idsIn(store.readStream(stream, { from: 1 }))).toEqual(events.map(({ id }) => id));
  });

  it('says that the outcome is unknown when no attempt is answered, and takes the same append again later', async () => {
    const { store, standIn } = open;
    const request = { stream: aStream(), expected: 'no-stream', events: someEvents(2) } as const;
    standIn.faults.onAppends('hang-after-writing', 100);
    await expect(store.append(request)).rejects.toMatchObject({ code: 'unknown-outcome' });
    standIn.faults.clear();
    expect((await store.append(request)).revision).toBe(1);
    expect(await idsIn(store.readStream(request.stream))).toEqual(request.events.map(({ id }) => id));
  });

  it('loses to another writer although its own first attempt is not known', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream: aStream(), expected: 'no-stream', events: [anEvent()] });
    standIn.faults.onAppends('hang');
    const slow = store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    await expect(slow).rejects.toMatchObject({ code: 'wrong-expected-revision', facts: { actual: 0 } });
  });

  it('goes on after an answer that came too late or twice, and takes it for no other one', async () => {
    const { store, standIn } = open;
    const streams = [aStream(), aStream(), aStream()];
    standIn.faults.onAppends({ lateMs: 300 });
    standIn.faults.onAppends('answer-twice', 2);
    const results = await Promise.all(
      streams.map((stream, index) => store.append({ stream, expected: 'no-stream', events: someEvents(index + 1) })),
    );
    expect(results.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    for (const [index, stream] of streams.entries()) expect(await store.headRevision(stream)).toBe(index);
  });

  it('is refused at once where access is denied, and nothing is written', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    standIn.faults.onAppends('deny');
    await expect(store.append({ stream, expected: 'no-stream', events: [anEvent()] })).rejects.toMatchObject({
      code: 'access-denied',
    });
    expect(await store.headRevision(stream)).toBe(-1);
  });

  it('is refused as too large where the server takes no more than 1 MiB, and the next one is taken', async () => {
    const { store } = open;
    const stream = aStream();
    const large = someEvents(3).map((event) => ({ ...event, data: JSON.stringify({ text: 'x'.repeat(400_000) }) }));
    await expect(store.append({ stream, expected: 'no-stream', events: large })).rejects.toMatchObject({
      code: 'too-large',
      facts: { stream },
    });
    expect(await store.headRevision(stream)).toBe(-1);
    expect((await store.append({ stream, expected: 'no-stream', events: large.slice(1) })).revision).toBe(1);
  });

  it('is written also where the server failed to say how appends are sent', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    standIn.faults.onFeatures();
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    expect((await store.append({ stream, expected: 0, events: [anEvent()] })).revision).toBe(1);
  });

  it('goes on where the call that all appends share is open and no longer answered', async () => {
    const { store, standIn } = open;
    const [stream, other] = [aStream(), aStream()];
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    standIn.faults.deafen();
    const [result] = await Promise.all([
      store.append({ stream, expected: 0, events: [anEvent()] }),
      store.append({ stream: other, expected: 'no-stream', events: [anEvent()] }),
    ]);
    expect(result.revision).toBe(1);
    expect(await store.headRevision(other)).toBe(0);
  });

  it('goes on after the server was restarted', async () => {
    const { store, standIn } = open;
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    await standIn.restart();
    await store.append({ stream, expected: 0, events: [anEvent()] });
    expect(await store.headRevision(stream)).toBe(1);
  });

  it('says that the outcome is unknown while the server is away; a read says that it is unavailable', async () => {
    const { store, standIn } = open;
    await standIn.stop();
    await expect(store.append({ stream: aStream(), expected: 'any', events: [anEvent()] })).rejects.toMatchObject({
      code: 'unknown-outcome',
    });
    await expect(store.headRevision(aStream())).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'unavailable' });
    const guards = [{ stream: aStream(), revision: -1 }];
    await expect(
      store.append({ stream: aStream(), expected: 'any', events: [anEvent()], guards }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an append of many megabytes', () => {
  it.each([
    ['batch', true],
    ['unary', false],
  ])('is one append by %s, in as many messages as it takes', async (_path, batchAppend) => {
    const roomy = await rig(batchAppend, { appendTimeoutMs: 5_000 }, { maxAppendBytes: 16 * 1024 * 1024 });
    const stream = aStream();
    const events = someEvents(8).map((event) => ({ ...event, data: JSON.stringify({ text: 'x'.repeat(900_000) }) }));
    expect((await roomy.store.append({ stream, expected: 'no-stream', events })).revision).toBe(7);
    expect(await idsIn(roomy.store.readStream(stream))).toEqual(events.map(({ id }) => id));
    await roomy.close();
  });
});

describe('the appends of many writers', () => {
  const patient = { appendTimeoutMs: 5_000, appendAttempts: 100, appendGiveUpAfterMs: 30_000 };

  it.each([
    ['batch', true],
    ['unary', false],
  ])('are each written once by %s while the calls break again and again', async (_path, batchAppend) => {
    const loaded = await rig(batchAppend, patient);
    const { store, standIn } = loaded;
    const written = new Map<string, string[]>();
    let count = 0;
    const write = async (): Promise<void> => {
      const stream = aStream();
      for (let revision = -1; revision < 4; revision += 1) {
        const event = anEvent();
        await store.append({ stream, expected: revision === -1 ? 'no-stream' : revision, events: [event] });
        written.set(stream, [...(written.get(stream) ?? []), event.id]);
        count += 1;
        if (count % 40 === 0) standIn.faults.dropStreams();
      }
    };
    await Promise.all(Array.from({ length: 64 }, write));
    for (const [stream, ids] of written) expect(await idsIn(store.readStream(stream))).toEqual(ids);
    await loaded.close();
  });
});
