/** The logs that journeys run on, by configuration only. */

import { startStandIn } from '@konsil/event-store/testing/stand-in';

export interface LogChoice {
  readonly name: string;
  /** Starts what the log needs; `env` tells Konsil of it. */
  readonly start: () => Promise<{ readonly env: Readonly<Record<string, string>>; readonly stop: () => Promise<void> }>;
}

const sqlite: LogChoice = {
  name: 'SQLite',
  start: () => Promise.resolve({ env: {}, stop: () => Promise.resolve() }),
};

/**
 * The real client against a stand-in server. Always the stand-in: a journey needs a log of its own, and a shared real
 * server has but one; the store's own suites run against a real one (`KONSIL_TEST_KURRENTDB`).
 */
const kurrentdb: LogChoice = {
  name: 'KurrentDB',
  start: async () => {
    const standIn = await startStandIn();
    return { env: { KONSIL_EVENT_STORE: standIn.connectionString }, stop: () => standIn.stop() };
  },
};

export const LOGS: readonly LogChoice[] = [sqlite, kurrentdb];
