/** What reads and subscriptions share: finding where to begin, and writing one answer at the client's pace. */

import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { LogRecord } from '../log/record.js';
import type { streams } from './wire.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** How often a slow reader made the server wait. */
export interface Pauses {
  count: number;
}

/** Writes one answer and waits while the client is behind. */
export const send = async (
  call: ReadCall,
  response: streams.ReadResp,
  pauses: Pauses,
  signal: AbortSignal,
): Promise<void> => {
  if (signal.aborted || call.write(response)) return;
  pauses.count += 1;
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
