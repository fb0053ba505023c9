/** The engine for a repair: nobody else folds into the same rows meanwhile. */

import type { Codec, EventStore } from '@konsil/event-store';
import type { Engine } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { withEngineAtRest } from '../projector/at-rest.js';
import { takeProjectorLock } from '../projector/lock.js';

/** Parked groups can't be repaired from here; nothing has changed. */
export class RepairRefused extends Error {
  override readonly name = 'RepairRefused';
}

/**
 * Answers what `work` does once everything that the log holds is in the rows.
 * @throws ProjectorTaken where a server here folds into the same rows, ReadStoreUnavailable where one elsewhere does
 */
export const withEngine = async <Result>(
  config: Config,
  log: { readonly store: EventStore; readonly codec: Codec },
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> => {
  const lock = takeProjectorLock(config.dataFolder);
  try {
    return await withEngineAtRest(config, log, ({ engine }) => work(engine));
  } finally {
    lock.release();
  }
};
