/** Starts the projector's thread and keeps it running. */

import { Worker } from 'node:worker_threads';
import type { Told } from '@konsil/projections';
import type { Logger } from 'pino';
import { FOLDING_MEMORY } from './folding.js';
import type { FromProjector, ProjectorTask, ToProjector } from './messages.js';
import type { ProjectorLink } from './read-side.js';

export interface ThreadListeners {
  readonly shown: (position: number, told: readonly Told[]) => void;
  readonly caughtUp: () => void;
  /** The thread is gone and nothing will be shown any more: the process has to stop. Told once. */
  readonly lost: (cause: unknown) => void;
}

/** The compiled thread; `@konsil/source` runs (tests from source) have none and use the engine in the process. */
const PROGRAM = new URL('./worker.js', import.meta.url);

/** How long the thread may take to end by itself, in milliseconds; what it has not committed it folds again. */
const STOP_WITHIN_MS = 10_000;

export const startProjectorThread = (task: ProjectorTask, log: Logger, listeners: ThreadListeners): ProjectorLink => {
  const worker = new Worker(PROGRAM, { workerData: task, name: 'projector', resourceLimits: FOLDING_MEMORY });
  /** Who waits for the thread to hear, in the order in which it was told. */
  const heard: (() => void)[] = [];
  let stopping = false;
  let isLost = false;
  const lose = (cause: unknown): void => {
    if (isLost || stopping) return;
    isLost = true;
    listeners.lost(cause);
  };
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', (message: FromProjector) => {
    if (message.say === 'shown') listeners.shown(message.position, message.told);
    else if (message.say === 'caught-up') listeners.caughtUp();
    else if (message.say === 'heard') heard.shift()?.();
    else
      log.warn({ cause: message.message, retryInMs: message.retryInMs }, 'the projector met trouble and tries again');
  });
  worker.on('error', (error) => {
    if (stopping) log.error({ err: error }, 'the projector broke while it was stopping');
    lose(error);
  });
  worker.on('exit', (code) => lose(new Error(`the projector's thread ended with ${code}`)));
  const tell = (message: ToProjector): void => worker.postMessage(message);
  return {
    wake: () => tell({ say: 'wake' }),
    listen: (isListening) =>
      new Promise((resolve) => {
        heard.push(resolve);
        tell({ say: 'listen', isListening });
      }),
    stop: async () => {
      stopping = true;
      tell({ say: 'stop' });
      const bound = setTimeout(() => {
        log.warn('the projector does not stop and is ended');
        void worker.terminate();
      }, STOP_WITHIN_MS);
      await gone;
      clearTimeout(bound);
    },
  };
};
