/** What a thread that folds is given. */

import type { Config } from '../config/index.js';

/** What of the configuration it needs. */
export type FoldingConfig = Pick<Config, 'dataFolder' | 'eventStore' | 'readStore' | 'kekFile' | 'erasureLedger'>;

/** Nothing else goes to the thread. */
export const foldingConfig = ({
  dataFolder,
  eventStore,
  readStore,
  kekFile,
  erasureLedger,
}: FoldingConfig): FoldingConfig => ({
  ...{ dataFolder, eventStore, readStore, kekFile, erasureLedger },
});

/**
 * Mebibytes of JavaScript objects: many times what the engine needs, and few enough for a process that builds all read
 * models to stay below 512 MB in all. Without a bound for young ones alone they take 130, and nothing is faster for it.
 */
export const FOLDING_MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };
