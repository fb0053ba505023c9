/** `read`, `read-sealed`: the log decoded from its beginning, as every fold gets it, against scan and JSON.parse. */

import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { scanAndParse } from '../../baselines/scan-and-parse.js';
import type { Benchmark, Measurement } from '../benchmark.js';
import { copyBare, makeLog, openKeys } from '../history/log.js';
import { cases } from './cases.js';

/** Pages of a subscription from position 0 until it has caught up, each decoded whole. */
const decodeAll = async (log: string, written: number): Promise<Measurement> => {
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const stop = new AbortController();
  let decoded = 0;
  const started = performance.now();
  for await (const message of store.subscribe({ after: -1, signal: stop.signal })) {
    if (message.kind === 'caught-up') break;
    if (message.kind !== 'events') continue;
    for (const { kind } of await codec.decode(message.events)) if (kind === 'event') decoded += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  stop.abort();
  await keys.close();
  await store.close();
  if (decoded !== written) throw new Error(`${decoded} of ${written} events were decoded`);
  return { value: decoded / seconds };
};

const reading = ({
  sealed,
  ...named
}: Pick<Benchmark, 'name' | 'summary' | 'budget'> & { sealed: boolean }): Benchmark => ({
  ...named,
  unit: 'events/s',
  scale: { default: 200_000, of: 'events' },
  prepare: async ({ folder, scale }) => {
    const log = join(folder, 'log');
    const bare = join(folder, 'bare.db');
    const written = await makeLog(log, cases(sealed), scale);
    await copyBare(log, bare);
    return {
      baseline: () => Promise.resolve({ value: scanAndParse(bare) }),
      candidate: () => decodeAll(log, written),
      close: () => Promise.resolve(),
    };
  },
});

export const read = reading({
  name: 'read',
  summary: 'every event of a log decoded, none of them sealed, against scan and JSON.parse',
  budget: { must: 0.6, aim: 0.8 },
  sealed: false,
});

export const readSealed = reading({
  name: 'read-sealed',
  summary: 'every event of a log decoded, a quarter of them with a sealed field, against scan and JSON.parse',
  budget: { must: 0.35, aim: 0.5 },
  sealed: true,
});
