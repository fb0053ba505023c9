/**
 * Subscriptions: a confirmation, what is there, `caughtUp`, then what comes. `caughtUp` comes again after each burst. A
 * filtered subscription gets a checkpoint every so many scanned records and at no other time.
 */

import { randomUUID } from 'node:crypto';
import { filterOf, type Filter } from './filters.js';
import type { Log } from '../log/log.js';
import type { LogRecord } from '../log/record.js';
import type { Node } from '../node.js';
import { caughtUp, checkpoint, confirmation, eventResponse } from './read-answers.js';
import { firstAt, send, type ReadCall } from './read-call.js';
import { streamDeleted, unavailable } from './rejections.js';
import { nameOf, type streams } from './wire.js';

export interface Subscription {
  readonly node: Node;
  readonly call: ReadCall;
  readonly signal: AbortSignal;
  readonly options: streams.ReadReq.Options;
  /** Ends with an error after the first event. */
  readonly breaks: boolean;
}

/** A round of at least so many records counts as a burst. */
const BURST = 16;
const FAR_AHEAD = 1_000_000;

export const subscribe = async (subscription: Subscription): Promise<void> => {
  const { node, call, signal, options, breaks } = subscription;
  const { log, faults, sent } = node;
  const closed = faults.opened(() => call.emit('error', unavailable('Connection dropped')));
  signal.addEventListener('abort', closed);
  const filter = filterOf(options);
  const stream = options.getStream();
  const name = nameOf(stream?.getStreamIdentifier());
  const source = stream === undefined ? () => log.records : () => log.readable(name) ?? [];
  let next = stream === undefined ? startInAll(log, options) : startInStream(source(), stream);
  let scanned = 0;
  let behind = true;
  await send(call, confirmation(randomUUID()), sent, signal);
  while (!signal.aborted) {
    if (stream !== undefined && log.isTombstoned(name)) {
      call.emit('error', streamDeleted(name));
      return;
    }
    const before = next;
    for (let record = source()[next]; record !== undefined && !signal.aborted; record = source()[next]) {
      next += 1;
      scanned += 1;
      if (filter === undefined || filter.shows(record)) {
        const times = faults.subscriptions() === 'events-twice' ? 2 : 1;
        for (let time = 0; time < times; time += 1) await send(call, eventResponse(record), sent, signal);
        if (breaks) return void call.emit('error', unavailable('Connection dropped'));
      }
      if (isDue(filter, scanned)) await send(call, checkpoint(hint(record, node)), sent, signal);
    }
    if (behind || next - before >= BURST) await send(call, caughtUp(), sent, signal);
    behind = false;
    if (source()[next] === undefined && !signal.aborted) await log.changed(signal);
  }
};

const isDue = (filter: Filter | undefined, scanned: number): boolean =>
  filter !== undefined && scanned % filter.checkpointEvery === 0;

const hint = (record: LogRecord, { log, faults }: Node): number => {
  const fault = faults.subscriptions();
  if (fault === 'stale-checkpoints') return log.records[0]?.position ?? 0;
  return fault === 'checkpoints-ahead' ? record.position + FAR_AHEAD : record.position;
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
