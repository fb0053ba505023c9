/** When and by whom a WAL is moved into its database, and when it begins anew. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { EventStoreError } from '../errors.js';
import type { CheckpointAnswer, CheckpointTask } from './checkpoint-worker.js';
import { isBusy } from './failures.js';

/** Commits between two checkpoints: some 3 MiB of WAL under load. */
const COMMITS_BETWEEN = 64;
/** 8 MiB of pages of 4 KiB: from here on the WAL is to begin anew. */
const LONG_WAL_PAGES = 2_048;

export interface Checkpointing {
  /** Notes one commit, or one as large as so many; asks for a checkpoint now and then. */
  committed(commits?: number): void;
  /** Ends the work; the last connection to close moves the rest. */
  stop(): Promise<void>;
}

/** The writer checkpoints by itself, every 1,000 pages, on the thread that appends: for tests and short commands. */
export const inProcessCheckpointing = (db: Database): Checkpointing => {
  db.pragma('wal_autocheckpoint = 1000');
  return { committed: () => undefined, stop: () => Promise.resolve() };
};

/**
 * Moves what the worker has left, so that the next commit can write the WAL from its beginning: a commit over blocks that
 * the file has already is synced in about half the time that one takes that makes it longer. The worker alone never gets
 * there while commits keep coming. Waits for nobody: where a reader still needs the WAL, it goes on growing.
 */
export const finishCheckpoint = (
  db: Pick<Database, 'open' | 'inTransaction' | 'pragma'>,
  onFailure: (cause: unknown) => void,
): void => {
  if (!db.open || db.inTransaction) return;
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (!isBusy(error)) onFailure(error);
  }
};

/** A worker thread checkpoints; needs the compiled package. `onFailure`: a checkpoint failed, as by a failing disk. */
export const workerCheckpointing = (db: Database, file: string, onFailure: (cause: unknown) => void): Checkpointing => {
  const script = new URL('./checkpoint-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(script))) {
    const message = 'The checkpoint worker is not compiled; choose checkpoints: "in-process" to run from source.';
    throw new EventStoreError('unavailable', message);
  }
  db.pragma('wal_autocheckpoint = 0');
  const task: CheckpointTask = { file };
  const worker = new Worker(script, { workerData: task, name: 'wal-checkpointer' });
  worker.unref();
  let commits = 0;
  let running = false;
  worker.on('message', (answer: CheckpointAnswer) => {
    running = false;
    if ('failed' in answer) onFailure(Object.assign(new Error('The checkpoint failed.'), { code: answer.failed }));
    else if (answer.walPages >= LONG_WAL_PAGES) finishCheckpoint(db, onFailure);
  });
  worker.on('error', onFailure);
  return {
    committed: (more = 1) => {
      commits += more;
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
