/** How the log is, asked through the port: the same questions on every store. */

import { isEventStoreError } from './errors.js';
import type { EventStore } from './port.js';

/** Numbers and states alone: no connection string, no names, nothing personal. */
export type LogHealth =
  | {
      readonly connected: true;
      /** Of the newest event, -1 where there is none. */
      readonly headPosition: number;
      /** How long ago the newest event was recorded; 0 where there is none. */
      readonly lastEventAgeMs: number;
      /** For how long the oldest event that its follower has not dealt with has been there; 0 where there is none. */
      readonly lagMs: number;
    }
  /** An error code of the log, or that it did not answer in time. */
  | { readonly connected: false; readonly reason: string };

export interface HealthOptions {
  /** Position up to which a follower has dealt with the log. */
  readonly followed: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long the log may take to answer, in ms. */
  readonly withinMs: number;
}

/** Never throws for what the log answers, or does not answer. */
export const healthOf = async (store: EventStore, options: HealthOptions): Promise<LogHealth> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LogHealth>((resolve) => {
    timer = setTimeout(() => resolve({ connected: false, reason: 'no answer' }), options.withinMs);
  });
  try {
    return await Promise.race([ask(store, options), late]);
  } catch (error) {
    return { connected: false, reason: isEventStoreError(error) ? error.code : 'failed' };
  } finally {
    clearTimeout(timer);
  }
};

const ask = async (store: EventStore, { followed, now }: HealthOptions): Promise<LogHealth> => {
  // Clocks differ: what the log calls later than now has just happened.
  const ageOf = (recordedAt: string): number => Math.max(0, now() - Date.parse(recordedAt));
  for await (const { position, recordedAt } of store.readAll({ direction: 'backwards', limit: 1 })) {
    const missing = position > followed ? await firstBehind(store, followed) : undefined;
    const lagMs = missing === undefined ? 0 : ageOf(missing);
    return { connected: true, headPosition: position, lastEventAgeMs: ageOf(recordedAt), lagMs };
  }
  return { connected: true, headPosition: -1, lastEventAgeMs: 0, lagMs: 0 };
};

/** When the first event behind a position was recorded. */
const firstBehind = async (store: EventStore, followed: number): Promise<string | undefined> => {
  // The read includes the position, which may be that of an event or, on KurrentDB, of a record of the server's own.
  const from = followed < 0 ? {} : { from: followed };
  for await (const { position, recordedAt } of store.readAll({ ...from, limit: 2 })) {
    if (position > followed) return recordedAt;
  }
  return undefined;
};
