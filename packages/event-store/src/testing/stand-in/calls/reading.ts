/** Read: one stream or the whole log, forwards or backwards, and the door to subscriptions. */

import type { Log } from '../log/log.js';
import type { LogRecord } from '../log/record.js';
import type { Node } from '../node.js';
import { firstAt, type ReadCall, send } from './read-call.js';
import { accessDenied, streamDeleted, unavailable } from './rejections.js';
import { eventResponse } from './read-answers.js';
import { subscribe } from './subscribing.js';
import { nameOf, streamIdentifier, streams } from './wire.js';

export const read =
  (node: Node) =>
  (call: ReadCall): void => {
    const ended = new AbortController();
    ended.signal.addEventListener('abort', node.faults.reading(), { once: true });
    call.on('cancelled', () => ended.abort());
    call.on('close', () => ended.abort());
    call.on('error', () => ended.abort());
    void answer(node, call, ended.signal);
  };

const answer = async (node: Node, call: ReadCall, signal: AbortSignal): Promise<void> => {
  const { log, faults, sent } = node;
  const refused = node.refusal(call.metadata);
  if (refused !== undefined) return void call.emit('error', refused);
  const fault = faults.nextRead();
  if (fault === 'hang') return;
  if (fault === 'refuse') return void call.emit('error', unavailable('Connection dropped'));
  if (fault === 'not-ready') return void call.emit('error', unavailable());
  if (fault === 'deny') return void call.emit('error', accessDenied());
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const stream = options.getStream();
  if (stream !== undefined && log.isTombstoned(nameOf(stream.getStreamIdentifier()))) {
    return void call.emit('error', streamDeleted(nameOf(stream.getStreamIdentifier())));
  }
  if (options.hasSubscription()) return subscribe({ node, call, signal, options, breaks: fault === 'drop-midway' });
  const found = stream === undefined ? recordsOfAll(log, options) : recordsOfStream(log, options, stream);
  if (found === undefined) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(
      streamIdentifier(nameOf(stream?.getStreamIdentifier())),
    );
    await send(call, new streams.ReadResp().setStreamNotFound(missing), sent, signal);
  }
  let left = BigInt(options.getCount());
  for (const record of found ?? []) {
    if (left <= 0n || signal.aborted) break;
    left -= 1n;
    await send(call, eventResponse(record), sent, signal);
    if (fault === 'drop-midway') return void call.emit('error', unavailable('Connection dropped'));
  }
  if (!signal.aborted) call.end();
};

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;

/** Forwards from an index to what is the end now, or backwards from it to the beginning. */
function* walk(records: readonly LogRecord[], from: number, step: 1 | -1): Generator<LogRecord> {
  const end = step === 1 ? records.length : -1;
  for (let index = from; step === 1 ? index < end : index > end; index += step) {
    const record = records[index];
    if (record !== undefined) yield record;
  }
}

const recordsOfAll = ({ records }: Log, options: streams.ReadReq.Options): Iterable<LogRecord> => {
  const all = options.getAll();
  const text = all?.getPosition()?.getCommitPosition();
  const position = text === undefined ? undefined : Number(text);
  if (options.getReadDirection() === BACKWARDS) {
    if (all?.hasStart() === true) return [];
    if (position === undefined) return walk(records, records.length - 1, -1);
    return walk(records, firstAt(records, (record) => record.position > position) - 1, -1);
  }
  if (all?.hasEnd() === true) return [];
  return walk(records, position === undefined ? 0 : firstAt(records, (record) => record.position >= position), 1);
};

const recordsOfStream = (
  log: Log,
  options: streams.ReadReq.Options,
  stream: streams.ReadReq.Options.StreamOptions,
): Iterable<LogRecord> | undefined => {
  const records = log.readable(nameOf(stream.getStreamIdentifier()));
  if (records === undefined) return undefined;
  const from = stream.hasRevision() ? BigInt(stream.getRevision()) : undefined;
  if (options.getReadDirection() === BACKWARDS) {
    if (stream.hasStart()) return records.slice(0, 1);
    if (from === undefined) return walk(records, records.length - 1, -1);
    return walk(records, firstAt(records, (record) => record.revision > from) - 1, -1);
  }
  if (stream.hasEnd()) return [];
  return walk(records, from === undefined ? 0 : firstAt(records, (record) => record.revision >= from), 1);
};
