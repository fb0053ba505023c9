/** From the server's answer to the port's event. */

import { isUtf8 } from 'node:buffer';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreError } from '../../errors.js';
import type { StoredEvent } from '../../port.js';

type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

/** The server counts time in 100 ns since 1970: the last four digits are below a millisecond. */
const DIGITS_BELOW_MS = 4;

const textOf = (bytes: Uint8Array): string | undefined =>
  bytes.length === 0 || !isUtf8(bytes)
    ? undefined
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

const instantOf = (ticks: string | undefined): string =>
  new Date(Number((ticks ?? '').slice(0, -DIGITS_BELOW_MS))).toISOString();

/** A number of the server (64 bits) as a safe integer. */
export const numberOf = (text: string | bigint, what: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new EventStoreError('damaged', `The server gave a ${what} that is no safe integer.`);
};

/**
 * One number stands for a place of the log: the commit position, which equals the prepare position for every event that
 * was not written in one of the old explicit transactions (docs/decisions/positions-as-numbers.md).
 */
export const positionOf = (commit: string | bigint, prepare: string | bigint): number => {
  if (commit !== prepare) {
    throw new EventStoreError('damaged', 'An event has a commit position that differs from its prepare position.');
  }
  return numberOf(commit, 'position');
};

/** Name of the stream that a record stands in. */
export const streamOf = (recorded: RecordedEvent): string =>
  Buffer.from(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

const LINK = '$>';
const TOMBSTONE = '$streamDeleted';

/**
 * The event of an answer; `undefined` for what is the server's own: streams whose name begins with `$` (metadata,
 * statistics), and tombstones. Bytes that are no UTF-8, as redaction leaves them, become `undefined`; so do those of a
 * link that somebody put into a stream of ours: it takes a revision there, but is nobody's event.
 *
 * @throws EventStoreError `damaged` where a number is no safe integer or commit and prepare differ
 */
export const storedEventOf = (recorded: RecordedEvent): StoredEvent | undefined => {
  const facts = recorded.getMetadataMap();
  const type = facts.get('type') ?? '';
  const stream = streamOf(recorded);
  if (type === TOMBSTONE || stream.startsWith('$')) return undefined;
  return {
    id: recorded.getId()?.getString() ?? '',
    type,
    stream,
    revision: numberOf(recorded.getStreamRevision(), 'revision'),
    position: positionOf(recorded.getCommitPosition(), recorded.getPreparePosition()),
    recordedAt: instantOf(facts.get('created')),
    data: type === LINK ? undefined : textOf(recorded.getData_asU8()),
    metadata: textOf(recorded.getCustomMetadata_asU8()),
  };
};
