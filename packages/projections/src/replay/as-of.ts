/** Read models of a few streams as they were, in memory: any query answers from them as it would have then. */

import type { Codec, EventStore } from '@konsil/event-store';
import type { Fold } from '../fold/index.js';
import { openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { buildReadModels } from '../rebuilding/index.js';
import { ofStreams } from './of-streams.js';

export interface AsOfOptions {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly folds: readonly Fold[];
  /** The only ones that are read, and `operations` for what operators have had skipped; those without events are none. */
  readonly streams: readonly string[];
  /** Position of the last event that counts; -1: none does. */
  readonly last: number;
}

/**
 * The rows as they were once the event at `last` was folded, as far as they come from these streams; the whole log is not
 * read. What could not be folded then is parked here too. Whoever asked closes it.
 * @throws Error where the log can't be read
 */
export const readModelsAsOf = async ({ store, codec, folds, streams, last }: AsOfOptions): Promise<ReadStore> => {
  const readStore = openSqliteReadStore({ file: ':memory:', folds });
  try {
    await buildReadModels({ store: ofStreams(store, streams, last), codec, folds, readStore, last });
    return readStore;
  } catch (error) {
    await readStore.close();
    throw error;
  }
};
