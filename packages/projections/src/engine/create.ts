/** Runs the folds over the log: what is there, then what comes, for ever. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubscriptionMessage } from '@konsil/event-store';
import type { Fold } from '../fold/index.js';
import type { ReadStoreWriter } from '../read-store/index.js';
import type { Commit, Engine, EngineOptions } from './engine.js';
import { PageFolder } from './page.js';
import { backOff, Pause } from './pause.js';
import { positionToGoOn } from './same-log.js';
import { Waiting } from './waiting.js';

/** Events that are read and decoded at once: few, so that what a page leaves behind is never much. */
const PAGE = 500;
/** Events of one transaction while an empty store is filled: many, since each rewrites what it touches. */
const BULK_COMMIT = 10_000;
/** After so many milliseconds a transaction ends, however few events it has. */
const BULK_COMMIT_WITHIN = 2_000;

/** @throws Error where the read store was opened read-only. */
export const createEngine = (options: EngineOptions): Engine => {
  const { writer } = options.readStore;
  if (writer === undefined) throw new Error('The engine needs a read store that was opened for writing.');
  return new LogEngine(options, writer);
};

class LogEngine implements Engine {
  readonly caughtUp: Promise<void>;
  #isCaughtUp: () => void = () => undefined;
  readonly #waiting = new Waiting();
  readonly #pause = new Pause();
  readonly #prefixes: readonly string[];
  #position = -1;
  /** Whether the secondary indexes are still to be built. */
  #bulk = false;
  #attempts = 0;
  #committedAt = 0;

  constructor(
    private readonly options: EngineOptions,
    private readonly writer: ReadStoreWriter,
  ) {
    this.caughtUp = new Promise((resolve) => (this.#isCaughtUp = resolve));
    this.#prefixes = prefixesOf(options.folds);
  }

  checkpoint(): number {
    return this.#position;
  }

  wake(): void {
    this.#pause.cutShort();
    this.options.store.wake?.();
  }

  reached(position: number, signal?: AbortSignal): Promise<void> {
    return this.#position >= position ? Promise.resolve() : this.#waiting.until(position, signal);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
        this.#attempts += 1;
      } catch (error) {
        if (signal.aborted) return;
        const wait = backOff(this.#attempts++);
        this.options.onTrouble?.(error, wait);
        await this.#pause.wait(wait, signal);
      }
    }
  }

  /**
   * One subscription; nothing that was folded but not committed outlives it. Between pages the event loop has its turn,
   * so that who runs the engine in its thread is heard also while it catches up.
   */
  async #follow(signal: AbortSignal): Promise<void> {
    const { store, pageSize = PAGE } = this.options;
    const stood = await this.#standing();
    const after = await positionToGoOn(store, this.writer);
    await this.#goOn(stood);
    const folder = await PageFolder.over(this.options.folds, this.writer);
    this.#committedAt = performance.now();
    for await (const message of store.subscribe({ after, prefixes: this.#prefixes, pageSize, signal })) {
      await this.#take(message, folder, signal);
      this.#attempts = 0;
      await nextTurn();
    }
  }

  async #take(message: SubscriptionMessage, folder: PageFolder, signal: AbortSignal): Promise<void> {
    if (message.kind === 'events') {
      await folder.fold(await this.options.codec.decode(message.events));
      if (this.#isTimeToCommit(folder)) await this.#commit(folder);
      return;
    }
    await this.#commit(folder);
    const from = this.#position + 1;
    await folder.moveTo(message.position);
    if (message.kind === 'caught-up' && !(await this.#haveIndexes(signal))) return;
    const to = await this.#standing();
    this.#tell(to, to >= from ? { from, to, changed: {} } : undefined);
    if (message.kind === 'caught-up') this.#isCaughtUp();
  }

  /** Builds what is missing, one index in a turn of the event loop; `false` when it was stopped before the last one. */
  async #haveIndexes(signal: AbortSignal): Promise<boolean> {
    while (this.#bulk && (await this.writer.buildNextIndex())) {
      await nextTurn();
      if (signal.aborted) return false;
    }
    this.#bulk = false;
    return true;
  }

  #isTimeToCommit({ uncommitted }: PageFolder): boolean {
    if (!this.#bulk) return true;
    return uncommitted >= BULK_COMMIT || performance.now() - this.#committedAt >= BULK_COMMIT_WITHIN;
  }

  async #commit(folder: PageFolder): Promise<void> {
    const commit = await folder.commit();
    this.#committedAt = performance.now();
    if (commit === undefined) return;
    this.#tell(await this.#standing(), commit);
  }

  /** Rows that were forgotten take the position back; who relies on it is told before the first of the new ones. */
  async #goOn(stood: number): Promise<void> {
    this.#bulk = await this.writer.isBulk();
    const position = await this.#standing();
    this.#tell(position, position < stood ? { from: position + 1, to: position, changed: {} } : undefined);
  }

  async #standing(): Promise<number> {
    return (await this.writer.checkpoint()).position;
  }

  /** Who hears of every commit has heard of this one before anybody goes on who waited for it. */
  #tell(position: number, commit?: Commit): void {
    this.#position = position;
    if (commit !== undefined) this.options.onCommit?.(commit);
    this.#waiting.reached(position);
  }
}

const prefixesOf = (folds: readonly Fold[]): readonly string[] => [
  ...new Set(folds.flatMap(({ categories }) => categories.map((category) => `${category}-`))),
];
