/** Two projectors never fold into the same rows: who starts one holds a lock that the system releases at any death. */

import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another process folds into this data folder already. */
export class ProjectorTaken extends Error {
  override readonly name = 'ProjectorTaken';

  constructor(folder: string) {
    super(`Another process runs the projector in ${folder}. Start further API processes with KONSIL_PROJECTOR=off.`);
  }
}

/** @throws ProjectorTaken */
export const takeProjectorLock = (folder: string): { release(): void } => {
  const db = new Database(join(folder, 'projector.lock'), { timeout: 0 });
  try {
    // An open exclusive transaction is the lock; nothing is ever written.
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? new ProjectorTaken(folder) : error;
  }
  return { release: () => db.close() };
};
