/** `rebuild`: all read models from position 0 into a new file, against reading and parsing the same events. */

import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { createEngine, openSqliteReadStore, readModelFolds } from '@konsil/projections';
import { scanAndParse } from '../../baselines/scan-and-parse.js';
import type { Benchmark, Measurement } from '../benchmark.js';
import { copyBare, makeLog, openKeys } from '../history/log.js';
import { writeHistory } from '../history/write.js';

/** Everything that the product folds. */
const FOLDS = [...readModelFolds, auditFold];

interface Place {
  /** Folder of `events.db` and `keys.db`. */
  readonly log: string;
  readonly events: number;
}

/** Done when rows, indexes and checkpoint stand at the log's head. */
const rebuild = async ({ log, events }: Place): Promise<Measurement> => {
  const file = join(log, `${randomUUID()}.db`);
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const readStore = openSqliteReadStore({ file, folds: FOLDS, checkpoints: 'worker' });
  const engine = createEngine({ store, codec, readStore, folds: FOLDS });
  const stop = new AbortController();
  const running = engine.run(stop.signal);
  await engine.caughtUp;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  stop.abort();
  await running;
  const behind = events - 1 - (await readStore.readCheckpoint());
  const parked = (await readStore.parked()).length;
  await readStore.close();
  await keys.close();
  await store.close();
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true });
  if (behind !== 0 || parked !== 0) throw new Error(`the rebuild stands ${behind} events behind, ${parked} parked`);
  return {
    value: events / seconds,
    notes: {
      // Says more than the rate where the machine is busy with other work.
      'CPU in us per event': ((user + system) / events).toFixed(1),
      'peak of the whole process in MB': Math.round(process.resourceUsage().maxRSS / 1024),
    },
  };
};

export const rebuildAll: Benchmark = {
  name: 'rebuild',
  summary: 'all read models from position 0 with indexes and checkpoint, against scan and JSON.parse',
  unit: 'events/s',
  budget: { must: 0.08, aim: 0.2 },
  scale: { default: 100_000, of: 'events' },
  prepare: async ({ folder, scale }) => {
    const log = join(folder, 'log');
    const bare = join(folder, 'bare.db');
    const events = await makeLog(log, (store, codec) => writeHistory(store, codec, scale));
    await copyBare(log, bare);
    return {
      baseline: () => Promise.resolve({ value: scanAndParse(bare) }),
      candidate: () => rebuild({ log, events }),
      close: () => Promise.resolve(),
    };
  },
};
