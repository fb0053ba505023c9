/** A server whose process is stopped: its port takes connections, and nothing is answered. */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnStandIn, type StandInProcess } from '../../testing/stand-in/index.js';
import type { EventStore } from '../../port.js';
import { connectKurrentEventStore, type KurrentOptions } from '../index.js';
import { aStream, anEvent, idsIn, someEvents, subscribeTo, takeUntil } from './fixtures.js';

const impatient: Omit<KurrentOptions, 'connectionString'> = {
  ...{ appendTimeoutMs: 200, appendAttempts: 50, appendGiveUpAfterMs: 700 },
  ...{ readTimeoutMs: 300, lookAfterMs: 100 },
};

describe.each([
  ['batch', []],
  ['unary', ['--unary']],
])('the store with %s appends on a frozen server', (_path, flags) => {
  let server: StandInProcess;
  let store: EventStore;
  beforeEach(async () => {
    server = await spawnStandIn(...flags);
    store = await connectKurrentEventStore({ connectionString: server.connectionString, ...impatient });
  });
  afterEach(async () => {
    server.thaw();
    await store.close();
    await server.kill();
  });

  it('says that an append has an unknown outcome, and takes the same one when the server goes on', async () => {
    const request = { stream: aStream(), expected: 'no-stream', events: someEvents(2) } as const;
    await store.append({ stream: aStream(), expected: 'no-stream', events: [anEvent()] });
    server.freeze();
    await expect(store.append(request)).rejects.toMatchObject({ code: 'unknown-outcome' });
    server.thaw();
    expect((await store.append(request)).revision).toBe(1);
    expect(await idsIn(store.readStream(request.stream))).toEqual(request.events.map(({ id }) => id));
  });

  it('gives up a read and a guarded append as unavailable', async () => {
    server.freeze();
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'unavailable' });
    const guards = [{ stream: aStream(), revision: -1 }];
    const guarded = store.append({ stream: aStream(), expected: 'any', events: [anEvent()], guards });
    await expect(guarded).rejects.toMatchObject({ code: 'unavailable' });
    server.thaw();
    expect(await store.headPosition()).toBe(-1);
  });

  it('gives up a subscription, and the next one goes on behind the last event', async () => {
    const [stream, events] = [aStream(), someEvents(2)];
    const { position } = await store.append({ stream, expected: 'no-stream', events });
    const messages = subscribeTo(store, stream);
    await takeUntil(messages, ({ kind }) => kind === 'caught-up');
    const next = messages.next();
    server.freeze();
    await expect(next).rejects.toMatchObject({ code: 'unavailable' });
    await expect(subscribeTo(store, stream, position).next()).rejects.toMatchObject({ code: 'unavailable' });
    server.thaw();
    await store.append({ stream, expected: 1, events: [anEvent()] });
    const [later] = await takeUntil(subscribeTo(store, stream, position), ({ kind }) => kind === 'events');
    expect(later).toMatchObject({ kind: 'events', events: [{ revision: 2 }] });
  });

  it('ends an aborted subscription at once', async () => {
    const stop = new AbortController();
    const messages = subscribeTo(store, aStream(), -1, stop.signal);
    await takeUntil(messages, ({ kind }) => kind === 'caught-up');
    server.freeze();
    const next = messages.next();
    stop.abort();
    expect((await next).done).toBe(true);
  });
});
