/** Brings the read models of the data folder behind an erasure and leaves nothing of what they held before. */

import type { Codec, EventStore } from '@konsil/event-store';
import type { Config } from '../config/index.js';
import { generationsOf, mayHaveReadModels } from '../process/read-models.js';
import { type AtRest, withEngineAtRest } from '../projector/at-rest.js';
import { takeProjectorLock } from '../projector/lock.js';
import { comparedPlace } from '../rebuilding/compared.js';

/**
 * Folds what the log holds and writes the file anew, without free pages and an empty write-ahead log; removes what was left
 * beside it.
 * @throws ProjectorTaken where another process folds: its own engine does it
 */
export const emptyRows = async (config: Config, store: EventStore, codec: Codec): Promise<void> => {
  const lock = takeProjectorLock(config.dataFolder);
  try {
    // What a rebuild or a comparison that was cut short has left holds rows from before the erasure.
    await removeOthers(config);
    await comparedPlace(config).remove();
    if (!mayHaveReadModels(config)) return;
    const compact = async ({ readStore, stop }: AtRest): Promise<void> => {
      await stop();
      await readStore.writer?.compact();
    };
    await withEngineAtRest(config, { store, codec }, compact, faultyErasure());
  } finally {
    lock.release();
  }
};

const removeOthers = async (config: Config): Promise<void> => {
  const generations = generationsOf(config);
  try {
    await generations.removeOthers();
  } finally {
    await generations.close();
  }
};

/** The control of the fault test `shred`: traces stay in the file, which that test must find. Never in production. */
const faultyErasure = () => (process.env['FAULTS_UNSAFE_ERASE'] === 'leave-traces' ? { unsafeLeaveTraces: true } : {});
