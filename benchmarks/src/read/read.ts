/** `read`, `read-sealed`: the whole log through a subscription and the codec, against scanning and parsing its texts. */

import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { scanAndParse } from '../../baselines/scan-and-parse.js';
import type { Benchmark, Budget, Measurement } from '../benchmark.js';
import { copyBare, makeLog, openKeys } from '../history/log.js';
import { writeCases } from './cases.js';

/** From the first event to the last; every one of them has to be readable. Keys are read from the file. */
const decodeAll = async (log: string, count: number): Promise<Measurement> => {
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const stop = new AbortController();
  let decoded = 0;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  for await (const message of store.subscribe({ after: -1, signal: stop.signal })) {
    if (message.kind === 'events')
      for (const { kind } of await codec.decode(message.events)) decoded += kind === 'event' ? 1 : 0;
    if (message.kind === 'caught-up') stop.abort();
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await keys.close();
  await store.close();
  if (decoded !== count) throw new Error(`${count - decoded} of ${count} events could not be read`);
  return { value: count / seconds, notes: { 'CPU in us per event': ((user + system) / count).toFixed(1) } };
};

const reading = (name: string, summary: string, budget: Budget, data: { readonly messages: boolean }): Benchmark => ({
  name,
  summary,
  unit: 'events/s',
  budget,
  scale: { default: 200_000, of: 'events' },
  prepare: async ({ folder, scale }) => {
    const log = join(folder, 'log');
    const bare = join(folder, 'bare.db');
    const count = await makeLog(log, (store, codec) => writeCases(store, codec, scale, data));
    await copyBare(log, bare);
    return {
      baseline: () => Promise.resolve({ value: scanAndParse(bare) }),
      candidate: () => decodeAll(log, count),
      close: () => Promise.resolve(),
    };
  },
});

export const read = reading(
  'read',
  'subscription and codec over a log without sealed fields, against scan and JSON.parse',
  { must: 0.6, aim: 0.8 },
  { messages: false },
);

export const readSealed = reading(
  'read-sealed',
  'the same where a quarter of the events is sealed',
  { must: 0.35, aim: 0.5 },
  { messages: true },
);
