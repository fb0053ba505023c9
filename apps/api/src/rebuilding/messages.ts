/** What the process and its rebuilding thread say to each other. */

import type { FoldingConfig } from '../projector/folding.js';

/** Handed to the thread when it starts. */
export interface RebuildTask {
  readonly config: FoldingConfig;
  readonly work: 'rebuild' | 'compare';
  /** The one read model to be built. */
  readonly only?: string;
}

export type FromRebuild<Answer> =
  | { readonly say: 'progress'; readonly done: number; readonly of: number }
  | { readonly say: 'done'; readonly answer: Answer };
