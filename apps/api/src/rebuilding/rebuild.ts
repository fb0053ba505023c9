/** Builds all read models anew beside those that are there, and puts them in their place when they are complete. */

import { existsSync, renameSync } from 'node:fs';
import { buildReadModels, openSqliteReadStore } from '@konsil/projections';
import Database from 'better-sqlite3';
import type { Config } from '../config/index.js';
import { FOLDS, readModelsFile } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import { ProjectorTaken, takeProjectorLock } from '../projector/lock.js';
import { nextFile } from './files.js';

/** The rows can't be replaced now; nothing has changed. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

/** Positions, from -1: how far the rows are, and where they will be complete. */
export type OnProgress = (done: number, of: number) => void;

/**
 * Answers the position up to which the rows are. A rebuild that was cut short is gone on with: what was built stays.
 * @throws RebuildRefused while a process folds into the data folder, or reads its read models
 */
export const rebuildReadModels = async (config: Config, onProgress: OnProgress): Promise<number> => {
  refuseServers(config);
  const lock = lockOf(config);
  try {
    const last = await buildInto(config, nextFile(config), undefined, onProgress);
    refuseReaders(readModelsFile(config));
    renameSync(nextFile(config), readModelsFile(config));
    return last;
  } finally {
    lock.release();
  }
};

/**
 * Builds into a file up to a position, by default the end of the log. The file is complete by itself afterwards, without
 * a write-ahead log beside it.
 */
export const buildInto = async (
  config: Config,
  file: string,
  upTo: number | undefined,
  onProgress: OnProgress,
): Promise<number> => {
  const store = await openLog(config);
  try {
    const { keys, codec } = await openKeys(config);
    const readStore = openSqliteReadStore({ file, folds: FOLDS });
    try {
      const last = upTo ?? (await store.headPosition());
      const parts = { store, codec, readStore, folds: FOLDS, last };
      await buildReadModels({ ...parts, onProgress: (position) => onProgress(position, last) });
      return last;
    } finally {
      await readStore.close();
      await keys.close();
    }
  } finally {
    await store.close();
  }
};

/** On a server of their own the read models can't be put in place by a name yet. */
export const refuseServers = ({ readStore }: Config): void => {
  if (readStore.kind === 'sqlite') return;
  throw new RebuildRefused(
    'The read models are on PostgreSQL, where they are built anew only by a server that finds none: drop the schema konsil and start it.',
  );
};

const lockOf = ({ dataFolder }: Config): { release(): void } => {
  try {
    return takeProjectorLock(dataFolder);
  } catch (error) {
    if (!(error instanceof ProjectorTaken)) throw error;
    throw new RebuildRefused(
      'A server keeps the read models of this data folder up to date: stop it first. `konsil rebuild --compare` may run beside it.',
    );
  }
};

/** SQLite leaves the write-ahead log of a file only where nobody else has the file open. */
const refuseReaders = (file: string): void => {
  if (!existsSync(file)) return;
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw error;
    throw new RebuildRefused(
      'Another process reads the read models of this data folder: stop it first. What was built is kept for the next time.',
    );
  } finally {
    db.close();
  }
};
