/** Statements 9 to 13: where reads begin, and what deleted and expired streams answer. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BACKWARDS, END, NO_STREAM } from '@eventstore/db-client';
import { aStream, anEvent, rejectionOf, someEvents, targets, type Bare } from './target.js';

describe.each(targets)('the bare client on %s', (_name, open) => {
  let bare: Bare;
  beforeAll(async () => {
    bare = await open();
  });
  afterAll(() => bare.close());

  const revisionsOf = async (...[stream, options]: Parameters<Bare['client']['readStream']>): Promise<bigint[]> => {
    const revisions: bigint[] = [];
    for await (const { event } of bare.client.readStream(stream, options)) revisions.push(event?.revision ?? -1n);
    return revisions;
  };

  it('9: a read of a stream begins with the revision it is given, both ways', async () => {
    const stream = aStream();
    await bare.client.appendToStream(stream, someEvents(4), { expectedRevision: NO_STREAM });
    expect(await revisionsOf(stream, { fromRevision: 2n })).toEqual([2n, 3n]);
    expect(await revisionsOf(stream, { fromRevision: 1n, direction: BACKWARDS })).toEqual([1n, 0n]);
    expect(await revisionsOf(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 1 })).toEqual([3n]);
    expect(await revisionsOf(stream, { fromRevision: 9n })).toEqual([]);
  });

  it('10: a read of the whole log begins with the position it is given', async () => {
    const stream = aStream();
    const { position } = await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    if (position === undefined) throw new Error('The append answered no position.');
    for (const direction of ['forwards', 'backwards'] as const) {
      for await (const { event } of bare.client.readAll({ fromPosition: position, maxCount: 1, direction })) {
        expect(event?.streamId).toBe(stream);
      }
    }
  });

  it('11: after a soft delete a stream reads as not found, begins anew with "no stream" and counts on', async () => {
    const stream = aStream();
    await bare.client.appendToStream(stream, someEvents(2), { expectedRevision: NO_STREAM });
    const { position } = await bare.client.appendToStream(stream, anEvent(), { expectedRevision: 1n });
    await bare.client.deleteStream(stream);
    expect(await rejectionOf(revisionsOf(stream))).toMatchObject({ type: 'stream-not-found' });
    const again = await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(3n);
    expect(await revisionsOf(stream)).toEqual([3n]);
    if (position === undefined) throw new Error('The append answered no position.');
    for await (const { event } of bare.client.readAll({ fromPosition: position, maxCount: 1 })) {
      expect(event).toMatchObject({ streamId: stream, revision: 2n });
    }
  });

  it('12: a stream whose events have outlived $maxAge reads as empty, not as not found', async () => {
    const stream = aStream();
    await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    await bare.client.setStreamMetadata(stream, { maxAge: 1 });
    let left = await revisionsOf(stream);
    while (left.length > 0) left = await revisionsOf(stream);
    expect(left).toEqual([]);
  });

  it('13: a tombstoned stream refuses read, append and subscription', async () => {
    const stream = aStream();
    await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    await bare.client.tombstoneStream(stream);
    const deleted = { type: 'stream-deleted' };
    expect(await rejectionOf(revisionsOf(stream))).toMatchObject(deleted);
    expect(await rejectionOf(bare.client.appendToStream(stream, anEvent()))).toMatchObject(deleted);
    const subscription = bare.client.subscribeToStream(stream);
    const error = await new Promise((resolve) => subscription.on('error', resolve));
    expect(error).toMatchObject(deleted);
  });
});
