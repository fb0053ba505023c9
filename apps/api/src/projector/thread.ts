/** Starts the projector's thread and keeps it running. */

import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { FromProjector, ProjectorTask, ToProjector } from './messages.js';
import type { ProjectorLink } from './read-side.js';

export interface ThreadListeners {
  readonly shown: (position: number) => void;
  readonly caughtUp: () => void;
  /** The thread is gone and nothing will be shown any more: the process has to stop. */
  readonly lost: (cause: unknown) => void;
}

/** The compiled thread; `@konsil/source` runs (tests from source) have none and use the engine in the process. */
const PROGRAM = new URL('./worker.js', import.meta.url);

export const startProjectorThread = (task: ProjectorTask, log: Logger, listeners: ThreadListeners): ProjectorLink => {
  const worker = new Worker(PROGRAM, { workerData: task, name: 'projector' });
  let stopping = false;
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', (message: FromProjector) => {
    if (message.say === 'shown') listeners.shown(message.position);
    else if (message.say === 'caught-up') listeners.caughtUp();
    else
      log.warn({ cause: message.message, retryInMs: message.retryInMs }, 'the projector lost the log and tries again');
  });
  worker.on('error', (error) => listeners.lost(error));
  worker.on('exit', (code) => {
    if (!stopping) listeners.lost(new Error(`the projector's thread ended with ${code}`));
  });
  const tell = (message: ToProjector): void => worker.postMessage(message);
  return {
    wake: () => tell({ say: 'wake' }),
    stop: async () => {
      stopping = true;
      tell({ say: 'stop' });
      await gone;
    },
  };
};
