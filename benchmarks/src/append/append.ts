/** `append`: the store's durable appends, 32 in flight, against bare grouped inserts. */

import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteEventStore } from '@konsil/event-store';
import { groupedInserts } from '../../baselines/grouped-inserts.js';
import type { Benchmark, Measurement } from '../benchmark.js';
import { appendInFlight } from './in-flight.js';
import { bareEvents, someMessages } from './payload.js';

/** Every measurement writes into a folder of its own, gone when it is done. */
const inFolder = async (parent: string, measure: (folder: string) => Promise<Measurement>): Promise<Measurement> => {
  const folder = join(parent, randomUUID());
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const append: Benchmark = {
  name: 'append',
  summary: 'SQLite store, one event per append, 32 in flight, against bare grouped inserts with full sync',
  unit: 'events/s',
  budget: { must: 0.7, aim: 0.9 },
  scale: { default: 50_000, of: 'events' },
  prepare: async ({ folder, scale }) => {
    const messages = await someMessages(scale);
    const events = bareEvents(messages);
    return {
      baseline: () =>
        inFolder(folder, async (place) => {
          await mkdir(place, { recursive: true });
          const value = groupedInserts(join(place, 'bare.db'), events);
          const indexed = groupedInserts(join(place, 'indexed.db'), events, { index: true });
          return { value, notes: { 'with an index by stream': Math.round(indexed) } };
        }),
      candidate: () =>
        inFolder(folder, async (place) => {
          const store = await openSqliteEventStore({ folder: place });
          try {
            return { value: await appendInFlight(store, messages) };
          } finally {
            await store.close();
          }
        }),
      close: () => Promise.resolve(),
    };
  },
};
