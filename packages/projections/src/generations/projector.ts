/**
 * The engine over the read models that are served, and its move to a generation that was built beside them: that one is
 * brought to the end of the log while the old rows are served, and is served from the moment it shows as much as they do.
 */

import { createEngine, type Engine, type EngineOptions } from '../engine/index.js';
import { LeaseLost, type ReadStore } from '../read-store/index.js';
import { buildReadModels } from '../rebuilding/index.js';
import type { Generations } from './generations.js';

/** `onCommit` hears of the rows that are served. */
export interface ProjectorOptions extends Required<
  Pick<EngineOptions, 'store' | 'codec' | 'folds' | 'readStore' | 'onCommit' | 'onTrouble'>
> {
  /** Of which `readStore` is the one that is served; absent where nothing is built beside it. */
  readonly generations?: Generations;
  readonly tells?: EngineOptions['tells'];
  /** Told when the rows have come to the end of the log for the first time. */
  readonly onCaughtUp?: () => void;
}

/** An engine that runs, with what it writes to. */
interface Folding {
  readonly readStore: ReadStore;
  readonly engine: Engine;
  readonly stopping: AbortController;
  /** Rejects where it can't go on. */
  readonly running: Promise<void>;
}

/** Milliseconds between two looks for a newer generation. */
const LOOK_EVERY = 250;
/** Milliseconds until one is tried again that could not be moved to. */
const TRY_AGAIN_AFTER = 60_000;

export class Projector {
  #folding: Folding;
  #moving: Promise<void> | undefined;
  /** Since when one could not be moved to, in milliseconds. */
  readonly #refused = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #stopped = new Promise<void>((resolve) => {
    this.#stopping.signal.addEventListener('abort', () => resolve());
  });
  #looking: NodeJS.Timeout | undefined;
  #end: (cause?: unknown) => void = () => undefined;
  /** Resolves when it was stopped; rejects where it can't go on. */
  readonly ended: Promise<void>;

  constructor(private readonly options: ProjectorOptions) {
    this.ended = new Promise((resolve, reject) => {
      this.#end = (cause) =>
        cause === undefined ? resolve() : reject(cause instanceof Error ? cause : new Error('It broke.', { cause }));
    });
    this.#folding = this.#fold(options.readStore);
    this.#follow(this.#folding).catch((error: unknown) => options.onTrouble(error, LOOK_EVERY));
  }

  wake(): void {
    this.#folding.engine.wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#looking);
    await this.#moving;
    await close(this.#folding);
    this.#end();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #fold(readStore: ReadStore): Folding {
    const stopping = new AbortController();
    const { store, codec, folds, tells, onCommit, onTrouble } = this.options;
    const engine = createEngine({
      ...{ store, codec, folds, readStore },
      ...(tells !== undefined && { tells }),
      onCommit: (commit) => {
        if (this.#folding.engine === engine) onCommit(commit);
      },
      onTrouble: (error, retryInMs) => {
        // Another process folds now: this one would try in vain for ever. Its end ends the process.
        if (error instanceof LeaseLost) throw error;
        onTrouble(error, retryInMs);
      },
    });
    const running = engine.run(stopping.signal);
    running.catch(this.#end);
    return { readStore, engine, stopping, running };
  }

  /** Nothing is said of the rows that are there until the engine has seen that they are of this log. */
  async #follow({ engine }: Folding): Promise<void> {
    await engine.caughtUp;
    const { generations, onCaughtUp } = this.options;
    this.#tell(engine.checkpoint());
    onCaughtUp?.();
    if (generations === undefined || this.#isStopping) return;
    this.#looking = setInterval(() => this.#look(generations), LOOK_EVERY);
    await generations.removeOlder();
  }

  #tell(to: number): void {
    this.options.onCommit({ from: to + 1, to, changed: {}, told: [] });
  }

  #look(generations: Generations): void {
    this.#moving ??= this.#moveOver(generations)
      .catch((error: unknown) => this.options.onTrouble(error, LOOK_EVERY))
      .finally(() => (this.#moving = undefined));
  }

  #isRefused(name: string): boolean {
    const since = this.#refused.get(name);
    return since !== undefined && performance.now() - since < TRY_AGAIN_AFTER;
  }

  async #moveOver(generations: Generations): Promise<void> {
    const name = await generations.newer();
    if (name === undefined || this.#isRefused(name) || this.#isStopping) return;
    this.#refused.set(name, performance.now());
    const next = this.#fold(await generations.open(name));
    try {
      await Promise.race([next.engine.caughtUp, this.#stopped, next.running]);
      if (this.#isStopping) return await close(next);
      await this.#replaceBy(next, (before) => generations.serve(name, next.readStore, before));
    } catch (error) {
      // It may be closed already.
      await close(next).catch(() => undefined);
      throw error;
    }
    this.#refused.delete(name);
    await generations.removeOlder();
  }

  /**
   * Both come to the same position, the old rows first, so that each change is told by whoever folds what is served. They
   * stand still then: who waits for a position waits that much longer.
   */
  async #replaceBy(next: Folding, serve: (before: ReadStore) => Promise<ReadStore>): Promise<void> {
    const old = this.#folding;
    await stop(next);
    await old.engine.reached(next.engine.checkpoint(), this.#stopping.signal);
    await stop(old);
    const last = old.engine.checkpoint();
    let served = old.readStore;
    try {
      const { store, codec, folds } = this.options;
      await buildReadModels({ ...{ store, codec, folds, last }, readStore: next.readStore });
      served = await serve(old.readStore);
    } finally {
      this.#folding = this.#fold(served);
    }
    this.#tell(last);
  }
}

const stop = async ({ stopping, running }: Folding): Promise<void> => {
  stopping.abort();
  await running;
};

const close = async (folding: Folding): Promise<void> => {
  try {
    await stop(folding);
  } finally {
    await folding.readStore.close();
  }
};
