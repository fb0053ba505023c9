/** Which generation is gone on with. Who calls is the only one who folds in the folder, by a lock of their own. */

import { existsSync } from 'node:fs';
import type { Fold } from '../fold/index.js';
import { readStoreIn } from '../read-store/index.js';
import type { Generations } from './generations.js';

/** The newest that was built beside the one that is served, where it is complete and of these folds. */
export const newerGeneration = (generations: Generations, folds: readonly Fold[]): string | undefined =>
  generations.newer().find((file) => readStoreIn(file, folds) === 'complete');

/**
 * At a start: has a newer generation served. Where there is none and the rows are of other folds, an empty one is served
 * and filled; the old rows stay, for whoever goes back to the version before, until it has caught up with the log.
 */
export const takeUpGeneration = (generations: Generations, folds: readonly Fold[]): void => {
  const ready = newerGeneration(generations, folds);
  if (ready !== undefined) return generations.serve(ready);
  const served = generations.served();
  if (existsSync(served) && readStoreIn(served, folds) === 'other') generations.serve(generations.unused());
};
