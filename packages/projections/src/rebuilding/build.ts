/** All read models built from the log into a store, up to a position: what is there already is gone on with. */

import type { Codec, EventStore } from '@konsil/event-store';
import { createEngine } from '../engine/index.js';
import type { Fold } from '../fold/index.js';
import type { ReadStore } from '../read-store/index.js';
import { endingAt } from './ending.js';

export interface BuildOptions {
  readonly store: EventStore;
  readonly codec: Codec;
  /** Opened for writing. */
  readonly readStore: ReadStore;
  readonly folds: readonly Fold[];
  /** The position after which nothing is folded. */
  readonly last: number;
  /** Told after each transaction up to which position the rows are. */
  readonly onProgress?: (position: number) => void;
}

/** Resolves when the rows stand at `last`, secondary indexes built. Rejects where the log can't be read. */
export const buildReadModels = async ({
  store,
  codec,
  readStore,
  folds,
  last,
  onProgress,
}: BuildOptions): Promise<void> => {
  const stop = new AbortController();
  const troubles: unknown[] = [];
  const engine = createEngine({
    ...{ store: endingAt(store, last), codec, readStore, folds },
    onCommit: ({ to }) => onProgress?.(to),
    // A server tries for ever; who waits for this is told.
    onTrouble: (error) => {
      troubles.push(error);
      stop.abort();
    },
  });
  const running = engine.run(stop.signal);
  await Promise.race([engine.caughtUp, running]);
  stop.abort();
  await running;
  const [trouble] = troubles;
  if (trouble instanceof Error) throw trouble;
  if (trouble !== undefined) throw new Error('The read models could not be built.', { cause: trouble });
};
