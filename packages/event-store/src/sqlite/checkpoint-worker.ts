/**
 * Moves committed pages from a WAL into its database, on a thread of its own: the sync of a checkpoint would stall every
 * request of the thread that commits. Imports nothing of ours, so that it loads as a file by itself.
 */

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** What the thread is given. */
export interface CheckpointTask {
  readonly file: string;
}
/** What it answers to each request; `walPages`: how many pages the WAL held. */
export type CheckpointAnswer = { readonly walPages: number } | { readonly failed: string };

const { file } = workerData as CheckpointTask;
const db = new Database(file, { timeout: 100, fileMustExist: true });
db.pragma('synchronous = FULL');

/** Waits for nobody: writer and readers go on, and what they still need stays in the WAL. */
const run = (): CheckpointAnswer => {
  try {
    const [row] = db.pragma('wal_checkpoint(PASSIVE)') as { readonly log: number }[];
    return { walPages: row?.log ?? 0 };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('SQLITE_BUSY')) return { walPages: 0 };
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
