/** Statements 21 to 30: what the bare client gets when a server stops, freezes or is asked wrongly. Stand-in only. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANY } from '@eventstore/db-client';
import { startStandIn } from '../../testing/stand-in/index.js';
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

describe('the bare client in a process of its own', () => {
  const client = `
    import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
    const [connectionString, id, type, stream] = process.argv.slice(1);
    const said = [];
    const client = EventStoreDBClient.connectionString(connectionString);
    const late = new Promise((resolve) => {
      for (const name of ['uncaughtException', 'unhandledRejection']) process.once(name, () => resolve('thrown'));
    });
    await client.appendToStream(stream, jsonEvent({ id, type, data: {} })).catch((error) => said.push(error.type));
    said.push(await late);
    const later = client.appendToStream('later-1', jsonEvent({ type: 'Later', data: {} }));
    const patience = new Promise((resolve) => setTimeout(() => resolve('hangs'), 500));
    said.push(await Promise.race([later.then(() => 'answered', () => 'refused'), patience]));
    console.log(said.join(' '));
    process.exit(0);
  `;

  it.each([
    ['an id that is no UUID', ['event-1', 'Type', 'wrong-1']],
    ['an empty type', ['00000000-0000-4000-8000-000000000000', '', 'wrong-1']],
    ['an empty stream name', ['00000000-0000-4000-8000-000000000000', 'Type', '']],
  ])('29: %s is refused, throws again later, and every later append hangs', async (_what, asked) => {
    const standIn = await startStandIn({ writeTimeoutMs: 100 });
    const run = promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      client,
      standIn.connectionString,
      ...asked,
    ]);
    const { stdout } = await run;
    expect(stdout.trim()).toBe('unknown thrown hangs');
    await standIn.stop();
  });

  const underLoad = `
    import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
    const client = EventStoreDBClient.connectionString(process.argv[1]);
    let uncaught = 0;
    process.on('unhandledRejection', () => (uncaught += 1));
    const append = (name) =>
      client.appendToStream(name, jsonEvent({ type: 'Large', data: { text: 'x'.repeat(5_000) } })).catch(() => 'failed');
    await append('first-1');
    await Promise.all(Array.from({ length: 400 }, (_, index) => append('load-' + index)));
    setImmediate(() => {
      console.log(uncaught > 0 ? 'uncaught' : 'all caught');
      process.exit(0);
    });
  `;

  it('30: a call that breaks under load raises rejections that nobody can catch', async () => {
    const standIn = await startStandIn();
    standIn.faults.onAppends({ lateMs: 0 });
    standIn.faults.onAppends('refuse');
    const asked = ['--input-type=module', '--eval', underLoad, standIn.connectionString];
    const { stdout } = await promisify(execFile)(process.execPath, asked);
    expect(stdout.trim()).toBe('uncaught');
    await standIn.stop();
  });
});
