/** Everything a process holds: opened in order, closed in the reverse order. */

import { createSecretKey, type KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Codec, Directory, EventStore } from '@konsil/event-store';
import { openDirectory, readLedger } from '@konsil/event-store';
import type { Live, ReadStore } from '@konsil/projections';
import type { Logger } from 'pino';
import { WorkStore } from '../commands/work-store.js';
import type { Config } from '../config/index.js';
import { recordErasures } from '../erasure/from-ledger.js';
import { Checkpoints } from '../policies/checkpoints.js';
import { follow } from '../projector/following.js';
import { takeProjectorLock } from '../projector/lock.js';
import type { SharedReadSide, ThreadReadSide } from '../projector/read-side.js';
import { openReadModels, takeUpReadModels } from './read-models.js';
import { openKeys, openLogToWrite } from './stores.js';

export interface Parts {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly directory: Directory;
  readonly work: WorkStore;
  /** Of the rules that run behind the log. */
  readonly checkpoints: Checkpoints;
  /** Read-only; its tables are made by the projector. */
  readonly readStore: ReadStore;
  readonly readSide: ThreadReadSide | SharedReadSide;
  /** Changes as they happen; absent where another process folds. */
  readonly live?: Live;
  readonly cursorKey: KeyObject;
  /** Where the log ended when the process started; queries show this much at the least. */
  readonly startedAt: number;
  close(): Promise<void>;
}

/** How often answers and keys that have served their time are removed, in milliseconds. */
const SWEEP_MS = 60 * 60 * 1000;

/** @param onFatal something is broken in a way that only a restart mends; the process has to end */
export const openParts = async (config: Config, log: Logger, onFatal: (cause: unknown) => void): Promise<Parts> => {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.reverse()) await step();
  };
  try {
    const { keys, codec } = await openKeys(config, config.eventStore.kind === 'sqlite');
    closing.push(() => keys.close());
    const { kekFile } = config;
    const directory = await openDirectory({ file: join(config.dataFolder, 'keys.db'), kekFile });
    closing.push(() => directory.close());
    const work = new WorkStore(join(config.dataFolder, 'work.db'), () => new Date());
    closing.push(() => work.close());
    const checkpoints = new Checkpoints(join(config.dataFolder, 'work.db'));
    closing.push(() => checkpoints.close());
    const sweeping = setInterval(() => work.sweep(), SWEEP_MS).unref();
    closing.push(() => clearInterval(sweeping));
    const store = await openLogToWrite(config, onFatal);
    closing.push(() => store.close());
    await recordErasures(store, codec, readLedger(config.erasureLedger));
    // Made here, so that queries can be answered before the thread has got to its first page.
    if (config.projector) {
      const lock = takeProjectorLock(config.dataFolder);
      closing.push(() => lock.release());
      await takeUpReadModels(config);
    }
    const readStore = await openReadModels(config, { readOnly: true });
    closing.push(() => readStore.close());
    const startedAt = await store.headPosition();
    const following = follow(config, log, readStore, onFatal);
    closing.push(() => following.close());
    const { readSide, live } = following;
    // Kept with the work, so that every process opens the cursors of the others.
    const cursorKey = createSecretKey(work.secret('cursors'));
    return {
      ...{ store, codec, directory, work, checkpoints, readStore, readSide, cursorKey, startedAt, close },
      ...(live !== undefined && { live }),
    };
  } catch (error) {
    await close();
    throw error;
  }
};
