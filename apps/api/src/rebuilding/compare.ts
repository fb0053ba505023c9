/** Builds all read models beside those that are served and tells which rows differ; drops what it has built. */

import { existsSync } from 'node:fs';
import { type Difference, openComparison, openSqliteReadStore } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, readModelsFile } from '../process/read-models.js';
import { comparedFile, removeDatabase } from './files.js';
import { buildInto, type OnProgress, RebuildRefused, refuseServers } from './rebuild.js';

export interface Compared {
  /** Position as of which both were compared. */
  readonly position: number;
  readonly differences: readonly Difference[];
}

/**
 * May run beside the server: what is served is compared as it was when this began.
 * @throws RebuildRefused where there are no read models yet
 */
export const compareReadModels = async (config: Config, onProgress: OnProgress): Promise<Compared> => {
  refuseServers(config);
  const served = readModelsFile(config);
  if (!existsSync(served)) throw new RebuildRefused('There are no read models to compare with yet.');
  const file = comparedFile(config);
  removeDatabase(file);
  try {
    // The tables have to be there before the comparison looks at them.
    await openSqliteReadStore({ file, folds: FOLDS }).close();
    const comparison = openComparison(served, file, FOLDS);
    try {
      const { position } = comparison;
      await buildInto(config, file, position, onProgress);
      return { position, differences: comparison.differences() };
    } finally {
      comparison.close();
    }
  } finally {
    removeDatabase(file);
  }
};
