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
 * @throws RepairRefused where a server elsewhere may fold into the same rows, ProjectorTaken where one here does
 */
export const withEngine = async <Result>(
  config: Config,
  log: { readonly store: EventStore; readonly codec: Codec },
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> => {
  refuseSharedRows(config);
  const lock = takeProjectorLock(config.dataFolder);
  try {
    return await withEngineAtRest(config, log, ({ engine }) => work(engine));
  } finally {
    lock.release();
  }
};

/** On PostgreSQL who opens the rows for writing takes them from a server on another machine, which nobody sees from here. */
const refuseSharedRows = ({ eventStore, readStore }: Config): void => {
  if (eventStore.kind === 'sqlite' || readStore.kind === 'sqlite') return;
  throw new RepairRefused(
    'The log and the read models are on servers of their own: a projector elsewhere may fold into them. Groups are repaired from here only where one of the two lies in the data folder.',
  );
};
