/** Builds all read models anew beside those that are served, and has them served when they are complete. */

import { setTimeout as delay } from 'node:timers/promises';
import { buildReadModels, type Generations, LeaseHeld, type ReadStore } from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, generationsOf } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import { ProjectorTaken, takeProjectorLock, takeRebuildLock } from '../projector/lock.js';
import { refusalOf } from './refused.js';

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
 * @throws RebuildTaken, RebuildRefused while another process builds
 */
export const rebuildReadModels = async (config: Config, onProgress: OnProgress): Promise<Rebuilt> => {
  const lock = takeRebuildLock(config.dataFolder);
  const generations = generationsOf(config);
  try {
    let position = -1;
    const name = await generations.build(async (readStore) => {
      position = await buildInto(config, readStore, undefined, onProgress);
    });
    return { position, served: await isServed(config, generations, name) };
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await generations.close();
    lock.release();
  }
};

/** A server at work moves over by itself; where none is, this process says what is served. */
const isServed = async (config: Config, generations: Generations, name: string): Promise<boolean> => {
  const until = performance.now() + MOVES_WITHIN;
  while (performance.now() < until) {
    if ((await generations.isServed(name)) || (await takeUpAtRest(config, generations))) return true;
    await delay(LOOK_EVERY);
  }
  return false;
};

const takeUpAtRest = async (config: Config, generations: Generations): Promise<boolean> => {
  try {
    const lock = takeProjectorLock(config.dataFolder);
    try {
      await generations.takeUp(0);
      await generations.removeOlder();
      return true;
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof ProjectorTaken || error instanceof LeaseHeld) return false;
    throw error;
  }
};

/** Builds into a store up to a position, by default the end of the log; answers the position. */
export const buildInto = async (
  config: Config,
  readStore: ReadStore,
  upTo: number | undefined,
  onProgress: OnProgress,
): Promise<number> => {
  const store = await openLog(config);
  try {
    const { keys, codec } = await openKeys(config);
    try {
      const last = upTo ?? (await store.headPosition());
      const parts = { store, codec, readStore, folds: FOLDS, last };
      await buildReadModels({ ...parts, onProgress: (position) => onProgress(position, last) });
      return last;
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};
