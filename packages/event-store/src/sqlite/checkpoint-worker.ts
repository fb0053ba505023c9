/**
 * Moves committed pages from the WAL into `events.db`, on a thread of its own: the sync of a checkpoint would stall every
 * request of the main thread. Imports nothing of ours, so that it loads as a file by itself.
 */

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** What the thread is given: the file, and how many pages the WAL may hold before writers are asked to pause. */
export interface CheckpointTask {
  readonly file: string;
  readonly largestWalPages: number;
}
/** What it answers to each request. */
export type CheckpointAnswer = { readonly done: true } | { readonly failed: string };

interface CheckpointRow {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

const { file, largestWalPages } = workerData as CheckpointTask;
const db = new Database(file, { timeout: 100, fileMustExist: true });
db.pragma('synchronous = FULL');

const checkpoint = (mode: 'PASSIVE' | 'RESTART'): CheckpointRow | undefined =>
  (db.pragma(`wal_checkpoint(${mode})`) as CheckpointRow[])[0];

const run = (): CheckpointAnswer => {
  try {
    const row = checkpoint('PASSIVE');
    // Passive alone never lets the file begin anew while writers keep coming.
    if (row !== undefined && row.log > largestWalPages) checkpoint('RESTART');
    return { done: true };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('SQLITE_BUSY')) return { done: true };
    return { failed: typeof code === 'string' ? code : 'no SQLite error' };
  }
};

parentPort?.on('message', (message: 'checkpoint' | 'stop') => {
  if (message === 'checkpoint') {
    parentPort?.postMessage(run());
    return;
  }
  db.close();
  parentPort?.close();
});
