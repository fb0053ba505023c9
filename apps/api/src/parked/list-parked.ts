import type { ParkedGroup } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { mayHaveReadModels, openReadModels } from '../process/read-models.js';

/** Groups that are not folded any further, of every projection, also while a server runs; none where there are no rows yet. */
export const listParked = async (config: Config): Promise<readonly ParkedGroup[]> => {
  if (!mayHaveReadModels(config)) return [];
  const readStore = await openReadModels(config, { readOnly: true });
  try {
    return await readStore.parked();
  } finally {
    await readStore.close();
  }
};
