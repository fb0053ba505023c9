/** Whether this process may be sent requests: the log answers, and the read models have caught up once. */

import type { Aggregates } from '../commands/aggregates.js';
import type { ReadinessCheck } from '../health/index.js';
import type { Policies } from '../policies/index.js';
import type { Parts } from './parts.js';

export const readinessChecks = (
  { store, readStore, readSide, startedAt }: Parts,
  aggregates: Pick<Aggregates, 'hitRate'>,
  policies: Pick<Policies, 'positions'>,
): readonly ReadinessCheck[] => [
  {
    name: 'log',
    check: async () => ({
      ok: true,
      // How often a command found a stream's state in memory, 0 to 1.
      facts: { headPosition: await store.headPosition(), stateHitRate: Math.round(aggregates.hitRate * 1e4) / 1e4 },
    }),
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
