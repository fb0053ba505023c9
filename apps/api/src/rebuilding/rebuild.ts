/** Builds read models anew beside those that are served, and has them served when they are complete. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Codec, EventStore } from '@konsil/event-store';
import { buildReadModels, type Fold, type Generations, LeaseHeld, type ReadStore, refold } from '@konsil/projections';
import { FOLDS, generationsOf } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import type { FoldingConfig } from '../projector/folding.js';
import { ProjectorTaken, takeProjectorLock, takeRebuildLock } from '../projector/lock.js';
import { RebuildRefused, refusalOf } from './refused.js';

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
 * All of them, or one in a copy of the others, which stay as they are. May run beside the server, which serves what was
 * there until it has moved over. A rebuild of all that was cut short is gone on with: what was built stays.
 * @throws RebuildTaken, RebuildRefused while another process builds; RebuildRefused where there is none of that name, or the
 * others are not complete
 */
export const rebuildReadModels = async (
  config: FoldingConfig,
  onProgress: OnProgress,
  only?: string,
): Promise<Rebuilt> => {
  const fold = only === undefined ? undefined : foldCalled(only);
  const lock = takeRebuildLock(config.dataFolder);
  const generations = generationsOf(config);
  try {
    let position = -1;
    const fill = async (readStore: ReadStore): Promise<void> => {
      position = await withLog(config, (log) =>
        fold === undefined
          ? buildInto(log, readStore, undefined, onProgress)
          : refold({ ...log, readStore, fold, onProgress }),
      );
    };
    const name = await (fold === undefined ? generations.build(fill) : generations.change(fill));
    return { position, served: await isServed(config, generations, name) };
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await generations.close();
    lock.release();
  }
};

const foldCalled = (name: string): Fold => {
  const fold = FOLDS.find((one) => one.name === name);
  if (fold !== undefined) return fold;
  const names = FOLDS.map((one) => one.name).join(', ');
  throw new RebuildRefused(`There is no read model ${name}; there are: ${names}.`);
};

/** A server at work moves over by itself; where none is, this process says what is served. */
const isServed = async (config: FoldingConfig, generations: Generations, name: string): Promise<boolean> => {
  const until = performance.now() + MOVES_WITHIN;
  while (performance.now() < until) {
    if ((await generations.isServed(name)) || (await takeUpAtRest(config, generations))) return true;
    await delay(LOOK_EVERY);
  }
  return false;
};

const takeUpAtRest = async (config: FoldingConfig, generations: Generations): Promise<boolean> => {
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

interface Log {
  readonly store: EventStore;
  readonly codec: Codec;
}

/** Opens the log beside whoever writes it. */
export const withLog = async <Answer>(config: FoldingConfig, work: (log: Log) => Promise<Answer>): Promise<Answer> => {
  const store = await openLog(config);
  try {
    const { keys, codec } = await openKeys(config);
    try {
      return await work({ store, codec });
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};

/** Builds all read models up to a position, by default the end of the log; answers the position. */
export const buildInto = async (
  { store, codec }: Log,
  readStore: ReadStore,
  upTo: number | undefined,
  onProgress: OnProgress,
): Promise<number> => {
  const last = upTo ?? (await store.headPosition());
  const parts = { store, codec, readStore, folds: FOLDS, last };
  await buildReadModels({ ...parts, onProgress: (position) => onProgress(position, last) });
  return last;
};
