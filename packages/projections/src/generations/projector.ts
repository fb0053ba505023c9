/**
 * The engine over the read models that are served, and its move to a generation that was built beside them: that one is
 * brought to the end of the log while the old rows are served, and is served from the moment it shows as much as they do.
 */

import { createEngine, type Engine, type EngineOptions } from '../engine/index.js';
import { LeaseLost, openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import type { Generations } from './generations.js';
import { newerGeneration } from './taking-up.js';

/** `onCommit` hears of the rows that are served. */
export interface ProjectorOptions extends Required<
  Pick<EngineOptions, 'store' | 'codec' | 'folds' | 'readStore' | 'onCommit' | 'onTrouble'>
> {
  /** Of which `readStore` is the one that is served; absent where the store has none. */
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

export class Projector {
  #folding: Folding;
  #moving: Promise<void> | undefined;
  /** Could not be moved to; not tried again by this process. */
  readonly #refused = new Set<string>();
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
    this.#tell(engine);
    onCaughtUp?.();
    if (generations === undefined || this.#isStopping) return;
    this.#looking = setInterval(() => this.#look(generations), LOOK_EVERY);
    generations.removeOlder();
  }

  #tell(engine: Engine): void {
    const to = engine.checkpoint();
    this.options.onCommit({ from: to + 1, to, changed: {}, told: [] });
  }

  #look(generations: Generations): void {
    this.#moving ??= this.#moveOver(generations)
      .catch((error: unknown) => this.options.onTrouble(error, LOOK_EVERY))
      .finally(() => (this.#moving = undefined));
  }

  async #moveOver(generations: Generations): Promise<void> {
    const file = newerGeneration(generations, this.options.folds);
    if (file === undefined || this.#refused.has(file)) return;
    this.#refused.add(file);
    const next = this.#fold(openSqliteReadStore({ file, folds: this.options.folds }));
    try {
      await Promise.race([next.engine.caughtUp, this.#stopped, next.running]);
      if (!this.#isStopping) await this.#replaceBy(next, () => generations.serve(file));
      generations.removeOlder();
    } finally {
      if (this.#folding !== next) await close(next);
    }
  }

  /** The old rows stand still while the new ones come to where they are: who waits for a position waits that much longer. */
  async #replaceBy(next: Folding, serve: () => void): Promise<void> {
    const old = this.#folding;
    old.stopping.abort();
    await old.running;
    try {
      next.engine.wake();
      await next.engine.reached(old.engine.checkpoint(), this.#stopping.signal);
      serve();
    } catch (error) {
      this.#folding = this.#fold(old.readStore);
      throw error;
    }
    this.#folding = next;
    this.#tell(next.engine);
    await old.readStore.close();
  }
}

const close = async ({ readStore, stopping, running }: Folding): Promise<void> => {
  stopping.abort();
  try {
    await running;
  } finally {
    await readStore.close();
  }
};
