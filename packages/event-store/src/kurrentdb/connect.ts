import { EventStoreError } from '../errors.js';
import type { EventStore } from '../port.js';
import { append } from './appending/append.js';
import { systemTimers, type KurrentOptions } from './options.js';
import { Reader } from './reading/reader.js';
import { leaseClient } from './connection/shared-client.js';
import { subscribe } from './reading/subscribing.js';

const defaults = {
  appendTimeoutMs: 5_000,
  appendAttempts: 8,
  appendGiveUpAfterMs: 12_000,
  readTimeoutMs: 15_000,
  checkpointInterval: 32,
  lookAfterMs: 1_000,
};

/** What `connectKurrentEventStore` does; see there. */
export const connect = async (options: KurrentOptions): Promise<EventStore> => {
  const { connectionString, timers = systemTimers, ...rest } = options;
  const settings = { ...defaults, ...rest };
  const { checkpointInterval, lookAfterMs } = settings;
  const lease = await leaseClient(connectionString);
  const { client } = lease;
  const reader = new Reader({ client, timers, silenceMs: settings.readTimeoutMs });
  try {
    await reader.endOfLog();
  } catch (error) {
    await lease.release();
    throw error;
  }
  const appender = {
    client,
    reader,
    timers,
    timeoutMs: settings.appendTimeoutMs,
    attempts: settings.appendAttempts,
    giveUpAfterMs: settings.appendGiveUpAfterMs,
  };
  const closed = new AbortController();
  const whileOpen = (): void => {
    if (closed.signal.aborted) throw new EventStoreError('unavailable', 'The event store is closed.');
  };
  return {
    guards: 'checked-before',
    append: async (request) => {
      whileOpen();
      return append(appender, request);
    },
    async *readStream(stream, range) {
      whileOpen();
      yield* reader.readStream(stream, range);
    },
    async *readAll(range) {
      whileOpen();
      yield* reader.readAll(range);
    },
    headRevision: async (stream) => {
      whileOpen();
      return reader.headRevision(stream);
    },
    headPosition: async () => {
      whileOpen();
      return reader.headPosition();
    },
    async *subscribe({ signal, ...what }) {
      whileOpen();
      const either = AbortSignal.any([signal, closed.signal]);
      yield* subscribe({ client, reader, timers, checkpointInterval, lookAfterMs }, { ...what, signal: either });
      if (!signal.aborted) whileOpen();
    },
    close: async () => {
      closed.abort();
      reader.close();
      await lease.release();
    },
  };
};
