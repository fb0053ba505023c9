/** Statements 21 to 28 and 31 to 33: what the bare client gets when a server stops, freezes or leads no more. Stand-in only. */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANY, EventStoreDBClient } from '@eventstore/db-client';
import { spawnStandIn, startStandInCluster } from '../../testing/stand-in/index.js';
import { aStream, anEvent, onStandIn, rejectionOf, type BareOnStandIn } from './target.js';

describe.each([
  ['batch', true],
  ['unary', false],
])('the bare client with %s appends', (_path, batchAppend) => {
  let bare: BareOnStandIn;
  beforeEach(async () => {
    bare = await onStandIn(batchAppend);
  });
  afterEach(() => bare.close());

  const append = (stream = aStream()) => bare.client.appendToStream(stream, anEvent());

  it('21: an append under way when the server is killed fails as unavailable', async () => {
    await append();
    bare.standIn.faults.onAppends('hang');
    const pending = append();
    const outcome = rejectionOf(pending);
    await append();
    await bare.standIn.stop();
    expect(await outcome).toMatchObject({ type: 'unavailable' });
  });

  it('22: a closed port rejects with a raw gRPC error of code 14 that has no type', async () => {
    await bare.standIn.stop();
    const error = await rejectionOf(append());
    expect(error).toMatchObject({ code: 14 });
    expect(error).not.toHaveProperty('type');
  });

  it('23: a server that shuts down may have stored what it fails', async () => {
    const stream = aStream();
    bare.standIn.faults.onAppends('fail-after-writing');
    expect(await rejectionOf(append(stream))).toMatchObject({ type: 'deadline-exceeded' });
    bare.standIn.faults.onAppends('not-ready');
    expect(await rejectionOf(append(stream))).toMatchObject({ type: batchAppend ? 'unknown' : 'unavailable' });
    let stored = 0;
    for await (const _event of bare.client.readStream(stream)) stored += 1;
    expect(stored).toBe(1);
  });

  it('24: after a restart the same client goes on', async () => {
    await append();
    await bare.standIn.restart();
    let written = false;
    while (!written) written = await append().then(Boolean, () => false);
    expect(written).toBe(true);
  });

  it('25: a subscription whose server dies emits error, and neither end nor close', async () => {
    const seen: string[] = [];
    const subscription = bare.client.subscribeToAll();
    for (const name of ['end', 'close']) subscription.on(name, () => seen.push(name));
    await new Promise<void>((resolve) => void subscription.on('caughtUp', () => resolve()).resume());
    const failed = new Promise((resolve) => void subscription.on('error', resolve));
    await bare.standIn.stop();
    expect(await failed).toMatchObject({ type: 'unavailable' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
  });

  it('26: leaving a subscription by break leaves the call open at the server, unsubscribe ends it', async () => {
    await append();
    const others = bare.standIn.openCalls();
    const subscription = bare.client.subscribeToAll();
    for await (const _event of subscription) break;
    await append();
    expect(bare.standIn.openCalls()).toBe(others + 1);
    await subscription.unsubscribe();
    while (bare.standIn.openCalls() > others) await append();
    expect(bare.standIn.openCalls()).toBe(others);
  });

  it('27: a slow reader makes the server wait', async () => {
    const stream = aStream();
    const large = Array.from({ length: 400 }, () => anEvent('x'.repeat(2_000)));
    await bare.client.appendToStream(stream, large, { expectedRevision: ANY });
    let count = 0;
    for await (const _event of bare.client.readStream(stream)) {
      count += 1;
      if (count % 50 === 0) await append();
    }
    expect(count).toBe(400);
    expect(bare.standIn.pauses()).toBeGreaterThan(0);
  });

  it('28: dispose does not close the channel', async () => {
    await append();
    await bare.client.dispose();
    expect(await append()).toMatchObject({ success: true });
  });
});

describe('the bare client', () => {
  it('31: has one table of pending batch appends for all clients of a process: one breaks what another waits for', async () => {
    const [one, other] = [await onStandIn(), await onStandIn()];
    for (const { client } of [one, other]) await client.appendToStream(aStream(), anEvent());
    one.standIn.faults.onAppends('hang');
    const pending = rejectionOf(one.client.appendToStream(aStream(), anEvent()));
    await one.client.appendToStream(aStream(), anEvent());
    other.standIn.faults.onAppends('refuse');
    await rejectionOf(other.client.appendToStream(aStream(), anEvent()));
    expect(await pending).toMatchObject({ type: 'unavailable' });
    await Promise.all([one.close(), other.close()]);
  });

  it('32: waits without end for an append at a frozen server; a subscription ends as its keep-alives say', async () => {
    const server = await spawnStandIn();
    const clientWith = (options: string): EventStoreDBClient =>
      EventStoreDBClient.connectionString(`${server.connectionString}${options}`);
    const patient = clientWith('');
    const watchful = clientWith('&keepAliveInterval=1000&keepAliveTimeout=1000');
    await patient.appendToStream(aStream(), anEvent());
    const subscription = watchful.subscribeToAll();
    const failed = new Promise((resolve) => void subscription.on('error', resolve));
    await new Promise<void>((resolve) => void subscription.on('caughtUp', () => resolve()).resume());
    server.freeze();
    let appended = 'pending';
    patient.appendToStream(aStream(), anEvent()).then(
      () => (appended = 'answered'),
      () => (appended = 'failed'),
    );
    expect(await failed).toMatchObject({ type: 'unavailable' });
    expect(appended).toBe('pending');
    await server.kill();
  });

  it.each([true, false])('33: is sent on to the leader where it asks for it (batch %p)', async (batchAppend) => {
    const cluster = await startStandInCluster(2, { batchAppend });
    const [, follower] = cluster.nodes;
    const client = EventStoreDBClient.connectionString(follower?.connectionString ?? '');
    const stream = aStream();
    await client.appendToStream(stream, anEvent());
    const head = client.readStream(stream, { requiresLeader: true });
    expect(
      await rejectionOf(
        (async () => {
          for await (const _event of head);
        })(),
      ),
    ).toMatchObject({
      type: 'not-leader',
      leader: { address: '127.0.0.1', port: cluster.nodes[0]?.port },
    });
    let revisions = 0;
    for await (const _event of client.readStream(stream, { requiresLeader: true })) revisions += 1;
    expect(revisions).toBe(1);
    await cluster.stop();
  });
});
