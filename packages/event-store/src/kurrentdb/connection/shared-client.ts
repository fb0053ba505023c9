/**
 * One client for the whole process: its batch append keeps one process-wide table of pending writes, so that an error on
 * one client would reject what another one has pending.
 */

import { EventStoreError } from '../../errors.js';
import type { KurrentClient } from './client.js';
import { clientFor } from './connection-string.js';

interface Shared {
  readonly connectionString: string;
  readonly client: KurrentClient;
  users: number;
}

let shared: Shared | undefined;
let closing: Promise<void> = Promise.resolve();

export interface Lease {
  readonly client: KurrentClient;
  /** Gives the client back; the last one to do so closes it. */
  release(): Promise<void>;
}

/**
 * The process's client, made for the first one to ask.
 *
 * @throws EventStoreError `unavailable` when the string can't be used, or the process is connected to another log
 */
export const leaseClient = async (connectionString: string): Promise<Lease> => {
  await closing;
  if (shared !== undefined && shared.connectionString !== connectionString) {
    throw new EventStoreError('unavailable', 'This process is connected to another event store; one process, one log.');
  }
  const mine = (shared ??= { connectionString, client: clientFor(connectionString), users: 0 });
  mine.users += 1;
  let released = false;
  return {
    client: mine.client,
    release: async () => {
      if (released) return closing;
      released = true;
      mine.users -= 1;
      if (mine.users === 0) {
        shared = undefined;
        closing = mine.client.dispose();
      }
      await closing;
    },
  };
};
