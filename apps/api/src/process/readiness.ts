/** Whether this process may be sent requests: the log answers, and the read models have caught up once. */

import type { ReadinessCheck } from '../health/index.js';
import type { Parts } from './parts.js';

export const readinessChecks = ({ store, readStore, readSide, startedAt }: Parts): readonly ReadinessCheck[] => [
  {
    name: 'log',
    check: async () => ({ ok: true, facts: { headPosition: await store.headPosition() } }),
  },
  {
    name: 'read-models',
    check: () => ({
      ok: readSide.position >= startedAt,
      facts: { position: readSide.position, parkedGroups: readStore.parked().length },
    }),
  },
];
