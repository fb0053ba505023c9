/**
 * Subscriptions: a confirmation, what is there, `caughtUp`, then what comes. `caughtUp` comes again after each burst. A
 * filtered subscription gets a checkpoint every so many scanned records and at no other time.
 */

import { randomUUID } from 'node:crypto';
import type { Faults } from '../faults.js';
import { filterOf, type Filter } from './filters.js';
import type { Log } from '../log/log.js';
import type { LogRecord } from '../log/record.js';
import { caughtUp, checkpoint, confirmation, eventResponse } from './read-answers.js';
import { firstAt, send, type Pauses, type ReadCall } from './read-call.js';
import { streamDeleted, unavailable } from './rejections.js';
import { nameOf, type streams } from './wire.js';

export interface Subscription {
  readonly log: Log;
  readonly faults: Faults;
  readonly pauses: Pauses;
  readonly call: ReadCall;
  readonly signal: AbortSignal;
  readonly options: streams.ReadReq.Options;
}

/** A round of at least so many records counts as a burst. */
const BURST = 16;
const FAR_AHEAD = 1_000_000;

export const subscribe = async (subscription: Subscription): Promise<void> => {
  const { log, faults, pauses, call, signal, options } = subscription;
  const closed = faults.opened(() => call.emit('error', unavailable('Connection dropped')));
  signal.addEventListener('abort', closed);
  const filter = filterOf(options);
  const stream = options.getStream();
  const name = nameOf(stream?.getStreamIdentifier());
  const source = stream === undefined ? () => log.records : () => log.readable(name) ?? [];
  let next = stream === undefined ? startInAll(log, options) : startInStream(source(), stream);
  let scanned = 0;
  let behind = true;
  await send(call, confirmation(randomUUID()), pauses, signal);
  while (!signal.aborted) {
    if (stream !== undefined && log.isTombstoned(name)) {
      call.emit('error', streamDeleted(name));
      return;
    }
    const before = next;
    for (let record = source()[next]; record !== undefined && !signal.aborted; record = source()[next]) {
      next += 1;
      scanned += 1;
      if (filter === undefined || filter.shows(record)) await send(call, eventResponse(record), pauses, signal);
      if (isDue(filter, scanned)) await send(call, checkpoint(hint(record, log, faults)), pauses, signal);
    }
    if (behind || next - before >= BURST) await send(call, caughtUp(), pauses, signal);
    behind = false;
    if (source()[next] === undefined && !signal.aborted) await log.changed(signal);
  }
};

const isDue = (filter: Filter | undefined, scanned: number): boolean =>
  filter !== undefined && scanned % filter.checkpointEvery === 0;

const hint = (record: LogRecord, log: Log, faults: Faults): number => {
  const fault = faults.checkpoint();
  if (fault === 'stale') return log.records[0]?.position ?? 0;
  return fault === 'ahead' ? record.position + FAR_AHEAD : record.position;
};

/** Exclusive: the first record behind the position. */
const startInAll = (log: Log, options: streams.ReadReq.Options): number => {
  const all = options.getAll();
  if (all?.hasEnd() === true) return log.records.length;
  const position = all?.getPosition()?.getCommitPosition();
  return position === undefined ? 0 : firstAt(log.records, (record) => record.position > Number(position));
};

const startInStream = (records: readonly LogRecord[], stream: streams.ReadReq.Options.StreamOptions): number => {
  if (stream.hasEnd()) return records.length;
  if (!stream.hasRevision()) return 0;
  const from = BigInt(stream.getRevision());
  return firstAt(records, (record) => record.revision > from);
};
