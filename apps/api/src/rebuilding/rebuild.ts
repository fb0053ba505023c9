/** Builds all read models anew beside those that are served, and has them served when they are complete. */

import { setTimeout as delay } from 'node:timers/promises';
import { buildReadModels, openSqliteReadStore } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, generationsOf } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import { ProjectorTaken, takeProjectorLock, takeRebuildLock } from '../projector/lock.js';

/** It can't be done here; nothing has changed. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

/** Positions, from -1: how far the rows are, and where they will be complete. */
export type OnProgress = (done: number, of: number) => void;

export interface Rebuilt {
  /** Up to where the rows were complete when they were built. */
  readonly position: number;
  /** Whether they are served; where not, a server of another version is at work, and the next one of this version takes them up. */
  readonly served: boolean;
}

/** How long a server at work may take to move over to what was built, in milliseconds. */
const MOVES_WITHIN = 30_000;
const LOOK_EVERY = 50;

/**
 * May run beside the server, which serves what was there until it has moved over. A rebuild that was cut short is gone on
 * with: what was built stays.
 * @throws RebuildTaken while another process builds
 */
export const rebuildReadModels = async (config: Config, onProgress: OnProgress): Promise<Rebuilt> => {
  refuseServers(config);
  const lock = takeRebuildLock(config.dataFolder);
  try {
    const generations = generationsOf(config);
    const building = generations.building();
    const position = await buildInto(config, building, undefined, onProgress);
    return { position, served: await isServed(config, generations.complete(building)) };
  } finally {
    lock.release();
  }
};

/** A server at work moves over by itself; where none is, this process says what is served. */
const isServed = async (config: Config, file: string): Promise<boolean> => {
  const generations = generationsOf(config);
  const until = performance.now() + MOVES_WITHIN;
  while (performance.now() < until) {
    if (generations.served() === file || serveAtRest(config, file)) return true;
    await delay(LOOK_EVERY);
  }
  return false;
};

const serveAtRest = (config: Config, file: string): boolean => {
  try {
    const lock = takeProjectorLock(config.dataFolder);
    try {
      generationsOf(config).serve(file);
      generationsOf(config).removeOlder();
      return true;
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof ProjectorTaken) return false;
    throw error;
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

/** On a server of their own the read models have no generations yet. */
export const refuseServers = ({ readStore }: Config): void => {
  if (readStore.kind === 'sqlite') return;
  throw new RebuildRefused(
    'The read models are on PostgreSQL, where they are built anew only by a server that finds none: drop the schema konsil and start it.',
  );
};
