/** What the process and its projector thread say to each other. */

import type { Config } from '../config/index.js';

/** Handed to the thread when it starts. */
export interface ProjectorTask {
  readonly config: Pick<Config, 'dataFolder' | 'eventStore' | 'readStore' | 'kekFile' | 'erasureLedger'>;
}

export type ToProjector = { readonly say: 'wake' } | { readonly say: 'stop' };

export type FromProjector =
  /** The rows show everything up to here; `changed` names the groups that became different, by fold. */
  | { readonly say: 'shown'; readonly position: number; readonly changed: Readonly<Record<string, readonly string[]>> }
  | { readonly say: 'caught-up' }
  /** Something went wrong and will be tried again; never holds personal data. */
  | { readonly say: 'trouble'; readonly message: string; readonly retryInMs: number };
