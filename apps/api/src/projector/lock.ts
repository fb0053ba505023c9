/** Locks of a data folder that the system releases at any death: two projectors never fold into the same rows. */

import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface Lock {
  release(): void;
}

/** Another process folds into this data folder already. */
export class ProjectorTaken extends Error {
  override readonly name = 'ProjectorTaken';

  constructor(folder: string) {
    super(`Another process runs the projector in ${folder}. Start further API processes with KONSIL_PROJECTOR=off.`);
  }
}

/** @throws ProjectorTaken */
export const takeProjectorLock = (folder: string): Lock => takeLock(folder, 'projector.lock', ProjectorTaken);

/** Two rebuilds never write the same generation. */
export class RebuildTaken extends Error {
  override readonly name = 'RebuildTaken';

  constructor(folder: string) {
    super(
      `Another process builds the read models in ${folder} anew. Wait for it, or end it and start again: it is gone on with.`,
    );
  }
}

/** @throws RebuildTaken */
export const takeRebuildLock = (folder: string): Lock => takeLock(folder, 'rebuild.lock', RebuildTaken);

const takeLock = (folder: string, file: string, Taken: new (folder: string) => Error): Lock => {
  const db = new Database(join(folder, file), { timeout: 0 });
  try {
    // An open exclusive transaction is the lock; nothing is ever written.
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? new Taken(folder) : error;
  }
  return { release: () => db.close() };
};
