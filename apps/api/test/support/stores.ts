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

/** The real client against a stand-in server; against a real one where `KONSIL_TEST_KURRENTDB` names it. */
const kurrentdb: LogChoice = {
  name: 'KurrentDB',
  start: async () => {
    const real = process.env['KONSIL_TEST_KURRENTDB'];
    if (real !== undefined) return { env: { KONSIL_EVENT_STORE: real }, stop: () => Promise.resolve() };
    const standIn = await startStandIn();
    return { env: { KONSIL_EVENT_STORE: standIn.connectionString }, stop: () => standIn.stop() };
  },
};

export const LOGS: readonly LogChoice[] = [sqlite, kurrentdb];
