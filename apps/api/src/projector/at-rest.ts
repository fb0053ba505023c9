/** The engine over the read models of a data folder while no server folds into it. */

import type { Codec, EventStore } from '@konsil/event-store';
import { createEngine, type Engine, type ReadStore } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, openReadModels } from '../process/read-models.js';

export interface AtRest {
  /** Has caught up with the log. */
  readonly engine: Engine;
  readonly readStore: ReadStore;
  /** Ends the engine, for work on the rows that it must not see. */
  readonly stop: () => Promise<void>;
}

/** Answers what `work` does once everything that the log holds is in the rows. Who calls holds the projector's lock. */
export const withEngineAtRest = async <Result>(
  config: Config,
  log: { readonly store: EventStore; readonly codec: Codec },
  work: (atRest: AtRest) => Promise<Result>,
  options: Parameters<typeof openReadModels>[1] = {},
): Promise<Result> => {
  const readStore = await openReadModels(config, options);
  const stopping = new AbortController();
  let fail: (cause: unknown) => void = () => undefined;
  const trouble = new Promise<never>((_, reject) => (fail = reject));
  // Also where it comes when nobody waits for it any more.
  trouble.catch(() => undefined);
  const engine = createEngine({ ...log, readStore, folds: FOLDS, onTrouble: (cause) => fail(cause) });
  const running = engine.run(stopping.signal);
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  try {
    await Promise.race([engine.caughtUp, trouble]);
    return await work({ engine, readStore, stop });
  } finally {
    await stop();
    await readStore.close();
  }
};
