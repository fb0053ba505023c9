/** Whether this process may be sent requests: the log answers, and the read models have caught up once. */

import { healthOf } from '@konsil/event-store';
import type { Aggregates } from '../commands/aggregates.js';
import type { ReadinessCheck } from '../health/index.js';
import type { Policies } from '../policies/index.js';
import type { Parts } from './parts.js';

/** Shorter than what readiness grants a check, so that a log that does not answer is told as such. Milliseconds. */
const LOG_ANSWERS_WITHIN = 1_500;

export const readinessChecks = (
  { store, readStore, readSide, startedAt }: Parts,
  aggregates: Pick<Aggregates, 'hitRate'>,
  policies: Pick<Policies, 'positions'>,
): readonly ReadinessCheck[] => [
  {
    name: 'log',
    check: async () => {
      const followed = await readSide.position();
      const health = await healthOf(store, { followed, now: Date.now, withinMs: LOG_ANSWERS_WITHIN });
      // How often a command found a stream's state in memory, 0 to 1.
      const stateHitRate = Math.round(aggregates.hitRate * 1e4) / 1e4;
      return { ok: health.connected, facts: { ...health, stateHitRate } };
    },
  },
  {
    name: 'read-models',
    check: async () => {
      const position = await readSide.position();
      const parked = await readStore.parked();
      return { ok: position >= startedAt, facts: { position, parkedGroups: parked.length } };
    },
  },
  // A rule that lags is no reason to send requests elsewhere: access never waits for it.
  { name: 'policies', check: () => ({ ok: true, facts: policies.positions() }) },
];
