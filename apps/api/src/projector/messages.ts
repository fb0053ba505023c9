/** What the process and its projector thread say to each other. */

import type { Told } from '@konsil/projections';
import type { FoldingConfig } from './folding.js';

/** Handed to the thread when it starts. */
export interface ProjectorTask {
  readonly config: FoldingConfig;
}

export type ToProjector =
  | { readonly say: 'wake' }
  | { readonly say: 'stop' }
  /** Whether anybody listens to what commits tell of rows. */
  | { readonly say: 'listen'; readonly isListening: boolean };

export type FromProjector =
  /** The rows show everything up to here; `told`: which of them became different, while anybody listens. */
  | { readonly say: 'shown'; readonly position: number; readonly told: readonly Told[] }
  | { readonly say: 'caught-up' }
  /** `listen` was heard: what is read from the log from now on is told, or is not. */
  | { readonly say: 'heard' }
  /** Something went wrong and will be tried again; never holds personal data. */
  | { readonly say: 'trouble'; readonly message: string; readonly retryInMs: number };
