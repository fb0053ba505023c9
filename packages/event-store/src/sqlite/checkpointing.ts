/** When and by whom the WAL is moved into `events.db`. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { EventStoreError } from '../errors.js';
import type { CheckpointAnswer, CheckpointTask } from './checkpoint-worker.js';

/** Commits between two checkpoints: some 8 MiB of WAL under load. */
const COMMITS_BETWEEN = 64;
/** 64 MiB of pages of 4 KiB. */
const LARGEST_WAL_PAGES = 16_384;

export interface Checkpointing {
  /** Notes one commit; asks for a checkpoint now and then. */
  committed(): void;
  /** Ends the work; the last connection to close moves the rest. */
  stop(): Promise<void>;
}

/** The writer checkpoints by itself, every 1,000 pages, on the thread that appends: for tests and short commands. */
export const inProcessCheckpointing = (db: Database): Checkpointing => {
  db.pragma('wal_autocheckpoint = 1000');
  return { committed: () => undefined, stop: () => Promise.resolve() };
};

/** A worker thread checkpoints; needs the compiled package. `onFailure`: a checkpoint failed, as by a failing disk. */
export const workerCheckpointing = (db: Database, file: string, onFailure: (cause: unknown) => void): Checkpointing => {
  const script = new URL('./checkpoint-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(script))) {
    const message = 'The checkpoint worker is not compiled; choose checkpoints: "in-process" to run from source.';
    throw new EventStoreError('unavailable', message);
  }
  db.pragma('wal_autocheckpoint = 0');
  const task: CheckpointTask = { file, largestWalPages: LARGEST_WAL_PAGES };
  const worker = new Worker(script, { workerData: task, name: 'wal-checkpointer' });
  worker.unref();
  let commits = 0;
  let running = false;
  worker.on('message', (answer: CheckpointAnswer) => {
    running = false;
    if ('failed' in answer) onFailure(Object.assign(new Error('The checkpoint failed.'), { code: answer.failed }));
  });
  worker.on('error', onFailure);
  return {
    committed: () => {
      commits += 1;
      if (running || commits < COMMITS_BETWEEN) return;
      commits = 0;
      running = true;
      worker.postMessage('checkpoint');
    },
    stop: () =>
      new Promise((resolve) => {
        worker.once('exit', () => resolve());
        worker.ref();
        worker.postMessage('stop');
      }),
  };
};
