/** What reads and subscriptions share: finding where to begin, and writing one answer at the client's pace. */

import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { LogRecord } from '../log/record.js';
import type { Sent } from '../node.js';
import type { streams } from './wire.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Writes one answer and waits while the client is behind. */
export const send = async (
  call: ReadCall,
  response: streams.ReadResp,
  sent: Sent,
  signal: AbortSignal,
): Promise<void> => {
  if (response.hasEvent()) sent.events += 1;
  if (signal.aborted || call.write(response)) return;
  sent.pauses += 1;
  await once(call, 'drain', { signal }).catch(() => undefined);
};

/** Index of the first record for which the test holds; records are sorted, the test turns true once. */
export const firstAt = (records: readonly LogRecord[], test: (record: LogRecord) => boolean): number => {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = records[middle];
    if (record !== undefined && test(record)) high = middle;
    else low = middle + 1;
  }
  return low;
};
