/** Statements 1 to 8 and 36: what the bare client's appends get from the server. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANY, NO_STREAM, STREAM_EXISTS, type AppendExpectedRevision } from '@eventstore/db-client';
import { aStream, anEvent, rejectionOf, someEvents, targets, type Bare } from './target.js';

describe.each(targets)('the bare client on %s', (_name, open) => {
  let bare: Bare;
  beforeAll(async () => {
    bare = await open();
  });
  afterAll(() => bare.close());

  const revisionsIn = async (stream: string): Promise<number> => {
    let count = 0;
    for await (const _event of bare.client.readStream(stream)) count += 1;
    return count;
  };

  it('1: an append without events answers success at revision 0 and writes nothing', async () => {
    const stream = aStream();
    const result = await bare.client.appendToStream(stream, [], { expectedRevision: ANY });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 0n });
    expect(await rejectionOf(revisionsIn(stream))).toMatchObject({ type: 'stream-not-found' });
  });

  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ])('2: the same ids with %s are a repeat that answers the revision of that batch', async (_what, expected) => {
    const [stream, batch] = [aStream(), someEvents(2)];
    const first = await bare.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    await bare.client.appendToStream(stream, anEvent(), { expectedRevision: 1n });
    const again = await bare.client.appendToStream(stream, batch, { expectedRevision: expected });
    expect(again).toEqual(first);
    expect(await revisionsIn(stream)).toBe(3);
  });

  it('3: the same ids with the old revision are a repeat too', async () => {
    const [stream, batch] = [aStream(), someEvents(2)];
    await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    const first = await bare.client.appendToStream(stream, batch, { expectedRevision: 0n });
    await bare.client.appendToStream(stream, anEvent(), { expectedRevision: 2n });
    expect(await bare.client.appendToStream(stream, batch, { expectedRevision: 0n })).toEqual(first);
    expect(await revisionsIn(stream)).toBe(4);
  });

  it('4: the same ids with the current revision are appended again', async () => {
    const [stream, batch] = [aStream(), someEvents(2)];
    await bare.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    const again = await bare.client.appendToStream(stream, batch, { expectedRevision: 1n });
    expect(again.nextExpectedRevision).toBe(3n);
    expect(await revisionsIn(stream)).toBe(4);
  });

  it('5: a leading part of a batch is accepted as a repeat', async () => {
    const [stream, batch] = [aStream(), someEvents(3)];
    await bare.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    const again = await bare.client.appendToStream(stream, batch.slice(0, 2), { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(1n);
    expect(await revisionsIn(stream)).toBe(3);
  });

  it('6: a partial overlap and another order are refused, with the actual revision', async () => {
    const [stream, batch] = [aStream(), someEvents(2)];
    await bare.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    for (const changed of [[...batch, anEvent()], [...batch].reverse()]) {
      const append = bare.client.appendToStream(stream, changed, { expectedRevision: NO_STREAM });
      expect(await rejectionOf(append)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n });
    }
    expect(await revisionsIn(stream)).toBe(2);
  });

  it('7: a wrong revision is refused and says where the stream stands, also that there is none', async () => {
    const stream = aStream();
    const early = bare.client.appendToStream(stream, anEvent(), { expectedRevision: STREAM_EXISTS });
    expect(await rejectionOf(early)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
    await bare.client.appendToStream(stream, someEvents(3), { expectedRevision: NO_STREAM });
    const late = bare.client.appendToStream(stream, anEvent(), { expectedRevision: 7n });
    expect(await rejectionOf(late)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
  });

  it('8: one position per event, commit equal to prepare, strictly increasing and not dense', async () => {
    const stream = aStream();
    const result = await bare.client.appendToStream(stream, someEvents(3), { expectedRevision: NO_STREAM });
    const positions: bigint[] = [];
    for await (const { event } of bare.client.readStream(stream)) {
      expect(event?.position?.prepare).toBe(event?.position?.commit);
      positions.push(event?.position?.commit ?? -1n);
    }
    const [first = 0n, second = 0n, third = 0n] = positions;
    expect(second).toBeGreaterThan(first + 1n);
    expect(third).toBeGreaterThan(second + 1n);
    expect(result.position?.commit).toBe(third);
  });

  it('36: an event over 1 MiB is refused, and the next append is taken', async () => {
    const stream = aStream();
    const append = bare.client.appendToStream(stream, anEvent('x'.repeat(1_100_000)), { expectedRevision: NO_STREAM });
    expect(await rejectionOf(append)).toMatchObject({ type: 'maximum-append-size-exceeded' });
    const next = await bare.client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
    expect(next.nextExpectedRevision).toBe(0n);
  });
});
