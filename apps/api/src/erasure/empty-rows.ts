/** Brings the read models of the data folder behind an erasure and leaves nothing of what they held before. */

import type { Codec, EventStore } from '@konsil/event-store';
import { createEngine } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, mayHaveReadModels, openReadModels } from '../process/read-models.js';
import { takeProjectorLock } from '../projector/lock.js';
import { comparedFile, nextFile, removeDatabase } from '../rebuilding/files.js';

/**
 * Folds what the log holds and writes the file anew, without free pages and an empty write-ahead log; removes what was left
 * beside it.
 * @throws ProjectorTaken where another process folds: its own engine does it
 */
export const emptyRows = async (config: Config, store: EventStore, codec: Codec): Promise<void> => {
  const lock = takeProjectorLock(config.dataFolder);
  try {
    // What a rebuild or a comparison that was cut short has left holds rows from before the erasure.
    for (const file of [nextFile(config), comparedFile(config)]) removeDatabase(file);
    if (!mayHaveReadModels(config)) return;
    const readStore = await openReadModels(config, faultyErasure());
    const stop = new AbortController();
    let fail: (cause: unknown) => void = () => undefined;
    const trouble = new Promise<never>((_, reject) => (fail = reject));
    const engine = createEngine({ store, codec, readStore, folds: FOLDS, onTrouble: (cause) => fail(cause) });
    const running = engine.run(stop.signal);
    try {
      await Promise.race([engine.caughtUp, trouble]);
      stop.abort();
      await running;
      await readStore.writer?.compact();
    } finally {
      stop.abort();
      await running;
      await readStore.close();
    }
  } finally {
    lock.release();
  }
};

/** The control of the fault test `shred`: traces stay in the file, which that test must find. Never in production. */
const faultyErasure = () => (process.env['FAULTS_UNSAFE_ERASE'] === 'leave-traces' ? { unsafeLeaveTraces: true } : {});
