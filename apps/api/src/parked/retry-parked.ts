import type { ParkedGroup, Retried } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { openKeys, openLog } from '../process/stores.js';
import { RepairRefused, withEngine } from './repairing.js';

/**
 * Tries parked groups again, all of them or one, while no server folds. Answers what became of each.
 * @throws RepairRefused where the one that is meant is not parked; ProjectorTaken
 */
export const retryParked = async (
  config: Config,
  which?: Pick<ParkedGroup, 'fold' | 'key'>,
): Promise<readonly Retried[]> => {
  const store = await openLog(config);
  try {
    const { keys, codec } = await openKeys(config);
    try {
      const retried = await withEngine(config, { store, codec }, (engine) => engine.retry(which));
      if (which !== undefined && retried.length === 0)
        throw new RepairRefused(`The group ${which.key} of the projection ${which.fold} is not parked.`);
      return retried;
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};
