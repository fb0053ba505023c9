/** Runs a rebuild or a comparison in a thread: of the many objects it makes few live long, and a thread can be held to that. */

import { Worker } from 'node:worker_threads';
import { FOLDING_MEMORY, type FoldingConfig, foldingConfig } from '../projector/folding.js';
import type { Compared } from './compare.js';
import type { FromRebuild, RebuildTask } from './messages.js';
import type { OnProgress, Rebuilt } from './rebuild.js';

/** The compiled thread. */
const PROGRAM = new URL('./worker.js', import.meta.url);

/** {@link rebuildReadModels} in a thread of its own. */
export const rebuildInThread = (config: FoldingConfig, onProgress: OnProgress, only?: string): Promise<Rebuilt> =>
  answerTo({ config: foldingConfig(config), work: 'rebuild', ...(only !== undefined && { only }) }, onProgress);

/** {@link compareReadModels} in a thread of its own. */
export const compareInThread = (config: FoldingConfig, onProgress: OnProgress): Promise<Compared> =>
  answerTo({ config: foldingConfig(config), work: 'compare' }, onProgress);

const answerTo = <Answer>(task: RebuildTask, onProgress: OnProgress): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { workerData: task, name: 'rebuild', resourceLimits: FOLDING_MEMORY });
    worker.on('message', (message: FromRebuild<Answer>) => {
      if (message.say === 'progress') onProgress(message.done, message.of);
      else resolve(message.answer);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The rebuilding thread ended with ${code}.`)));
  });
