/** Statements 14 to 20: catch-up subscriptions to the whole log. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NO_STREAM, streamNameFilter, type AllStreamSubscription } from '@eventstore/db-client';
import { aStream, anEvent, someEvents, targets, type Bare } from './target.js';

const emitted = (subscription: AllStreamSubscription, name: string): Promise<void> =>
  new Promise((resolve) => void subscription.on(name, () => resolve()));

describe.each(targets)('the bare client on %s', (_name, open) => {
  let bare: Bare;
  beforeAll(async () => {
    bare = await open();
  });
  afterAll(() => bare.close());

  const appendTo = async (stream: string, count: number) => {
    const { position } = await bare.client.appendToStream(stream, someEvents(count), { expectedRevision: 'any' });
    if (position === undefined) throw new Error('The append answered no position.');
    return position;
  };
  const endOfLog = async () => {
    for await (const { event } of bare.client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })) {
      if (event?.position !== undefined) return event.position;
    }
    throw new Error('The log is empty.');
  };

  it('14: a subscription begins behind the position it is given', async () => {
    const stream = aStream();
    const first = await appendTo(stream, 1);
    await appendTo(stream, 1);
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscription = bare.client.subscribeToAll({ fromPosition: first, filter });
    for await (const { event } of subscription) {
      expect(event?.revision).toBe(1n);
      break;
    }
    await subscription.unsubscribe();
  });

  it('15: a position beyond the end is answered with caughtUp and no error', async () => {
    const end = await endOfLog();
    const beyond = { commit: end.commit + 1_000_000n, prepare: end.prepare + 1_000_000n };
    const subscription = bare.client.subscribeToAll({ fromPosition: beyond });
    let failed = false;
    subscription.on('error', () => {
      failed = true;
    });
    await emitted(subscription, 'caughtUp');
    expect(failed).toBe(false);
    await subscription.unsubscribe();
  });

  it('16: caughtUp comes behind everything that was there, and again under bursts', async () => {
    const stream = aStream();
    const seen: string[] = [];
    const subscription = bare.client.subscribeToAll({
      fromPosition: await endOfLog(),
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    subscription.on('error', () => seen.push('error'));
    subscription.on('caughtUp', () => seen.push('caughtUp'));
    subscription.on('fellBehind', () => seen.push('fellBehind'));
    subscription.resume();
    await emitted(subscription, 'caughtUp');
    for (let burst = 0; burst < 3; burst += 1) {
      void appendTo(stream, 400);
      await emitted(subscription, 'caughtUp');
    }
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(new Set(seen)).toEqual(new Set(['caughtUp']));
    await subscription.unsubscribe();
  });

  it('17: a filtered subscription gets a checkpoint for 32 scanned events by default, a quiet one none', async () => {
    const from = await endOfLog();
    let checkpoints = 0;
    const filter = streamNameFilter({
      prefixes: [aStream()],
      checkpointReached: () => {
        checkpoints += 1;
      },
    });
    const quiet = bare.client.subscribeToAll({ fromPosition: from, filter });
    quiet.on('error', () => undefined);
    await emitted(quiet, 'caughtUp');
    expect(checkpoints).toBe(0);
    await quiet.unsubscribe();
    await appendTo(aStream(), 320);
    const busy = bare.client.subscribeToAll({ fromPosition: from, filter });
    busy.on('error', () => undefined);
    await emitted(busy, 'caughtUp');
    expect(checkpoints).toBeGreaterThanOrEqual(9);
    expect(checkpoints).toBeLessThanOrEqual(11);
    await busy.unsubscribe();
  });

  it('18: checkpoints come that much less often with a larger interval', async () => {
    const from = await endOfLog();
    await appendTo(aStream(), 320);
    let checkpoints = 0;
    const checkpointReached = (): void => {
      checkpoints += 1;
    };
    const filter = streamNameFilter({ prefixes: [aStream()], checkpointInterval: 5, checkpointReached });
    const subscription = bare.client.subscribeToAll({ fromPosition: from, filter });
    subscription.on('error', () => undefined);
    await emitted(subscription, 'caughtUp');
    expect(checkpoints).toBe(2);
    await subscription.unsubscribe();
  });

  it('19: a filter takes prefixes or a regular expression', async () => {
    const [from, stream, other] = [await endOfLog(), aStream(), aStream()];
    for (const name of [other, stream, other]) await appendTo(name, 1);
    const filters = [streamNameFilter({ prefixes: [stream] }), streamNameFilter({ regex: `^${stream}$` })];
    for (const filter of filters) {
      const subscription = bare.client.subscribeToAll({ fromPosition: from, filter });
      const names: (string | undefined)[] = [];
      subscription.on('data', ({ event }: { event?: { streamId: string } }) => names.push(event?.streamId));
      await emitted(subscription, 'caughtUp');
      expect(names).toEqual([stream]);
      await subscription.unsubscribe();
    }
  });

  it('20: every event is delivered once and in order while others are written', async () => {
    const stream = aStream();
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscription = bare.client.subscribeToAll({ fromPosition: await endOfLog(), filter });
    const writing = (async () => {
      await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
      for (let round = 0; round < 20; round += 1) await appendTo(stream, 10);
    })();
    const revisions: bigint[] = [];
    for await (const { event } of subscription) {
      revisions.push(event?.revision ?? -1n);
      if (revisions.length === 201) break;
    }
    await writing;
    expect(revisions).toEqual(Array.from({ length: 201 }, (_, index) => BigInt(index)));
    await subscription.unsubscribe();
  });
});
