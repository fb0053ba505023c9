/** Has a parked group go on without the event that could not be folded: decided, recorded, and folded. Rules: product.md J3. */

import { OPERATIONS_STREAM, operationsDecider, type PersonId, type SkipGroup } from '@konsil/domain';
import type { EventStoreError } from '@konsil/event-store';
import type { ParkedGroup } from '@konsil/projections';
import { now } from '../clock.js';
import { Contexts, type Load, singleOrigin } from '../commands/index.js';
import type { Config } from '../config/index.js';
import { deskAtRest } from '../erasure/desk-at-rest.js';
import { openKeys, openLogToWrite } from '../process/stores.js';
import { listParked } from './list-parked.js';
import { withEngine } from './repairing.js';

export interface SkipOrder extends Readonly<SkipGroup['data']> {
  /** The administrator who has decided it. */
  readonly decidedBy: PersonId;
}

/** The group where it is parked now; absent where it goes on. */
export interface Skipped {
  readonly position: number;
  readonly parked?: ParkedGroup;
}

/**
 * @throws DomainError where a rule forbids it, EventStoreError `locked` where a process writes the log, ProjectorTaken where
 * one folds; nothing has changed then
 */
export const skipParked = async (config: Config, { decidedBy, ...data }: SkipOrder): Promise<Skipped> => {
  const failures: EventStoreError[] = [];
  const store = await openLogToWrite(config, (error) => failures.push(error));
  try {
    const { keys, codec } = await openKeys(config);
    try {
      const find = (groups: readonly ParkedGroup[]) =>
        groups.find(({ fold, key }) => fold === data.projection && key === data.group);
      return await withEngine(config, { store, codec }, async (engine) => {
        const parked = find(await listParked(config));
        const origin = singleOrigin(decidedBy, 'konsil-parked-skip');
        const { attestationVersion, termsVersion } = config;
        const contexts = new Contexts(now, { attestationVersion, termsVersion });
        const { position } = await deskAtRest(store, codec).run({
          ...{ origin, stream: OPERATIONS_STREAM, decider: operationsDecider },
          command: { type: 'SkipGroup', data },
          context: async (_: unknown, load: Load) => ({
            ...(await contexts.acting(origin, load)),
            ...(parked && { parked }),
          }),
          actingAs: () => ({ role: 'administrator' }) as const,
        });
        engine.wake();
        await engine.reached(position);
        for (const failure of failures) throw failure;
        const still = find(await listParked(config));
        return { position, ...(still && { parked: still }) };
      });
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};
