/** `kurrentdb`: appends and reads through the store, against the server's own client, on the same server. */

import { EventStoreDBClient } from '@eventstore/db-client';
import { connectKurrentEventStore, type EventStore } from '@konsil/event-store';
import { spawnStandIn } from '@konsil/event-store/testing/stand-in';
import { bareClient, clientAppends } from '../../baselines/bare-kurrentdb-client.js';
import { appendInFlight } from '../append/in-flight.js';
import { bareEvents, type Message, someMessages } from '../append/payload.js';
import type { Benchmark, Measurement } from '../benchmark.js';
import { windowOf } from './window.js';

interface Server {
  readonly connectionString: string;
  kill(): Promise<void>;
}

/** The real one that is named, or a stand-in in a process of its own. */
const startServer = (): Promise<Server> => {
  const connectionString = process.env['KONSIL_TEST_KURRENTDB'] ?? '';
  return connectionString === ''
    ? spawnStandIn()
    : Promise.resolve({ connectionString, kill: () => Promise.resolve() });
};

interface Rates {
  /** Events per second. */
  readonly append: number;
  readonly read: number;
}

/** Both together as one rate, and what an event cost this process: on a busy machine that says more than the clock. */
const measured = async (count: number, work: () => Promise<Rates>): Promise<Measurement> => {
  const before = process.cpuUsage();
  const { append, read } = await work();
  const { user, system } = process.cpuUsage(before);
  const notes = { 'append/s': Math.round(append), 'read/s': Math.round(read) };
  return {
    value: 1 / (1 / append + 1 / read),
    notes: { ...notes, 'processor time': `${Math.round((user + system) / count)} us an event` },
  };
};

/** Events per second. */
const readBack = async (store: EventStore, from: number, messages: readonly Message[]): Promise<number> => {
  const wanted = new Set(messages.map(({ event }) => event.id));
  const started = performance.now();
  for await (const { id } of store.readAll({ from })) wanted.delete(id);
  if (wanted.size > 0) throw new Error(`${wanted.size} events are missing`);
  return messages.length / ((performance.now() - started) / 1000);
};

export const kurrentdb: Benchmark = {
  name: 'kurrentdb',
  summary: 'KurrentDB store, one event per append, 32 in flight, then read back, against the bare client',
  unit: 'events/s',
  budget: { must: 0.8, aim: 0.95 },
  scale: { default: 10_000, of: 'events' },
  prepare: async ({ scale }) => {
    const server = await startServer();
    const client = EventStoreDBClient.connectionString(server.connectionString);
    const store = await connectKurrentEventStore({ connectionString: server.connectionString });
    return {
      baseline: async () => {
        const appends = clientAppends(bareEvents(await someMessages(scale)));
        return measured(scale, () => bareClient(client, appends));
      },
      candidate: async () => {
        const messages = await someMessages(scale);
        const from = Math.max(0, await store.headPosition());
        const { value, notes } = await measured(scale, async () => ({
          append: await appendInFlight(store, messages),
          read: await readBack(store, from, messages),
        }));
        const [alone, together] = [await windowOf(store, 1), await windowOf(store, 32)];
        const windows = {
          'window alone': `${alone.median.toFixed(2)} ms, p99 ${alone.p99.toFixed(2)} ms`,
          'window with 32 in flight': `${together.median.toFixed(2)} ms, p99 ${together.p99.toFixed(2)} ms`,
        };
        return { value, notes: { ...notes, ...windows } };
      },
      close: async () => {
        await store.close();
        await client.dispose();
        await server.kill();
      },
    };
  },
};
