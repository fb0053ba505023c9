/** Read models built beside those that are served, wherever they are kept. */

import type { ReadStore } from '../read-store/index.js';

/** Of what is served nothing can be kept: there is nothing, it is not filled yet, or of another version. */
export class NotComplete extends Error {
  override readonly name = 'NotComplete';

  constructor() {
    super('The read models that are served are not complete, or of another version.');
  }
}

export interface Generations {
  /**
   * At a start, by the only process that folds: a newer generation that is complete and of today's folds is served; where
   * the rows are of others and there is none, empty ones are.
   * @param patience milliseconds for which another process that may have died is waited for
   * @throws LeaseHeld while another process folds
   */
  takeUp(patience?: number): Promise<void>;
  /** Name of the newest that is complete, of today's folds and not served yet. */
  newer(): Promise<string | undefined>;
  /** Opens one for writing. */
  open(name: string): Promise<ReadStore>;
  /**
   * From now on it is served. Both stores are open for writing, stand at the same position, and nobody folds; answers the
   * one that is written from now on. The other has been closed.
   */
  serve(name: string, next: ReadStore, before: ReadStore): Promise<ReadStore>;
  /** Removes what was served before. Who still reads it goes on with it until they ask anew. */
  removeOlder(): Promise<void>;
  /**
   * Has `work` fill a generation of its own, and answers its name once it is complete; what an earlier try has left there is
   * gone on with.
   */
  build(work: (readStore: ReadStore) => Promise<void>): Promise<string>;
  /**
   * Has `work` change a copy of what is served, and answers its name once it is complete. Cut short, it is begun anew.
   * @throws NotComplete where nothing complete of today's folds is served
   */
  change(work: (readStore: ReadStore) => Promise<void>): Promise<string>;
  isServed(name: string): Promise<boolean>;
  /** Removes all but what is served, also what is being built. */
  removeOthers(): Promise<void>;
  close(): Promise<void>;
}
