import { describe, expect, it } from '@jest/globals';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { storedEventOf } from './stored-event.js';

const recorded = (facts: { type?: string; stream?: string; commit?: string; prepare?: string; revision?: string }) => {
  const name = new TextEncoder().encode(facts.stream ?? 'case-1');
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString('00000000-0000-4000-8000-000000000000'))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name))
    .setStreamRevision(facts.revision ?? '0')
    .setCommitPosition(facts.commit ?? '700')
    .setPreparePosition(facts.prepare ?? '700')
    .setData(new TextEncoder().encode('{"a":1.50}'))
    .setCustomMetadata(new TextEncoder().encode('{}'));
  event
    .getMetadataMap()
    .set('type', facts.type ?? 'CaseShared')
    .set('created', '17639000001234567');
  return event;
};

describe('an event from the server', () => {
  it('keeps its texts, its place and its time', () => {
    expect(storedEventOf(recorded({}))).toEqual({
      id: '00000000-0000-4000-8000-000000000000',
      type: 'CaseShared',
      stream: 'case-1',
      revision: 0,
      position: 700,
      recordedAt: new Date(1_763_900_000_123).toISOString(),
      data: '{"a":1.50}',
      metadata: '{}',
    });
  });

  it.each([
    ['a tombstone', { type: '$streamDeleted', revision: '9223372036854775807' }],
    ['metadata of a stream', { stream: '$$case-1', type: '$metadata' }],
    ['statistics', { stream: '$stats-127.0.0.1:2113', type: 'statistics' }],
  ])('is left out where it is %s', (_what, facts) => {
    expect(storedEventOf(recorded(facts))).toBeUndefined();
  });

  it('is handed on without data where it is a link in a stream of ours, which has a revision there', () => {
    expect(storedEventOf(recorded({ type: '$>', revision: '4' }))).toMatchObject({
      ...{ type: '$>', stream: 'case-1', revision: 4, data: undefined },
    });
  });

  it.each([
    ['of redaction', new Uint8Array(10).fill(0xff)],
    ['of no text', Uint8Array.of(0x7b, 0xc3, 0x28)],
    ['that are none', new Uint8Array()],
  ])('has no data and no metadata where they are bytes %s', (_what, bytes) => {
    const event = recorded({}).setData(bytes).setCustomMetadata(bytes);
    expect(storedEventOf(event)).toMatchObject({ data: undefined, metadata: undefined });
  });

  it.each([
    ['its position is no safe integer', { commit: '9007199254740992', prepare: '9007199254740992' }],
    ['it has no position', { commit: '18446744073709551615', prepare: '18446744073709551615' }],
    ['commit and prepare position differ', { commit: '701' }],
    ['its revision is no safe integer', { revision: '9223372036854775807' }],
  ])('is damaged where %s', (_what, facts) => {
    expect(() => storedEventOf(recorded(facts))).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
