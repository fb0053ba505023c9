/** Runs the folds over the log: what is there, then what comes, for ever. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { OPERATIONS_STREAM } from '@konsil/domain';
import type { Decoded, SubscriptionMessage } from '@konsil/event-store';
import type { Fold } from '../fold/index.js';
import type { ParkedGroup, ReadStoreWriter } from '../read-store/index.js';
import type { Commit, Engine, EngineOptions } from './engine.js';
import { PageFolder } from './page.js';
import { backOff, Pause } from './pause.js';
import { changedBy, repairEach, type Retried } from './repairing.js';
import { positionToGoOn } from './same-log.js';
import { skipIn, Skips } from './skips.js';
import { Turns } from './turns.js';
import { Waiting } from './waiting.js';

/** Events that are read and decoded at once: few, so that what a page leaves behind is never much. */
const PAGE = 500;
/** Events of one transaction while an empty store is filled: many, since each rewrites what it touches. */
const BULK_COMMIT = 10_000;
/** After so many milliseconds a transaction ends, however few events it has. */
const BULK_COMMIT_WITHIN = 2_000;

/** The engine has not got to the log yet, or lost it and tries again. */
export class NotFollowing extends Error {
  override readonly name = 'NotFollowing';

  constructor() {
    super('The projector does not follow the log right now. Try again.');
  }
}

/** What stands in memory while the log is followed; gone with the first thing that goes wrong. */
interface Following {
  readonly skips: Skips;
  folder: PageFolder;
}

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
  /** A page and a retry never touch the rows at once. */
  readonly #turns = new Turns();
  #following: Following | undefined;
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
    const skips = await Skips.of(store, this.options.codec);
    const following = { skips, folder: await this.#newFolder(skips) };
    this.#following = following;
    this.#committedAt = performance.now();
    try {
      for await (const message of store.subscribe({ after, prefixes: this.#prefixes, pageSize, signal })) {
        await this.#turns.take(() => this.#take(message, following, signal));
        this.#attempts = 0;
        await nextTurn();
      }
    } finally {
      this.#following = undefined;
    }
  }

  #newFolder(skips: Skips): Promise<PageFolder> {
    return PageFolder.over(this.options.folds, this.writer, skips, this.options.tells);
  }

  async #take(message: SubscriptionMessage, following: Following, signal: AbortSignal): Promise<void> {
    if (following !== this.#following) throw new NotFollowing();
    if (message.kind === 'events') {
      await this.#fold(await this.options.codec.decode(message.events), following);
      if (this.#isTimeToCommit(following.folder)) await this.#commit(following.folder);
      return;
    }
    await this.#commit(following.folder);
    const from = this.#position + 1;
    await following.folder.moveTo(message.position);
    if (message.kind === 'caught-up' && !(await this.#haveIndexes(signal))) return;
    const to = await this.#standing();
    this.#tell(to, to >= from ? { from, to, changed: {}, told: [] } : undefined);
    if (message.kind === 'caught-up') this.#isCaughtUp();
  }

  /** What an operator has had skipped counts before the event that says so is folded: after a crash it is done again. */
  async #fold(page: readonly Decoded[], following: Following): Promise<void> {
    let from = 0;
    for (const [at, event] of page.entries()) {
      const skip = skipIn(event);
      if (skip === undefined) continue;
      await following.folder.fold(page.slice(from, at));
      from = at;
      following.skips.add(skip);
      // One of several in the store is built anew: the others' groups are not its business.
      if (!this.options.folds.some(({ name }) => name === skip.projection)) continue;
      await this.#commit(following.folder);
      await this.#repair(following, ({ fold, key }) => fold === skip.projection && key === skip.group);
    }
    await following.folder.fold(page.slice(from));
  }

  retry(which?: Pick<ParkedGroup, 'fold' | 'key'>): Promise<readonly Retried[]> {
    return this.#turns.take(async () => {
      const following = this.#following;
      if (following === undefined) throw new NotFollowing();
      try {
        await this.#commit(following.folder);
        return await this.#repair(
          following,
          ({ fold, key }) => which === undefined || (fold === which.fold && key === which.key),
        );
      } catch (error) {
        // What stands in memory may differ from the rows: the next page begins anew.
        this.#following = undefined;
        throw error;
      }
    });
  }

  /** Everything that was folded has been committed. */
  async #repair(following: Following, isMeant: (entry: ParkedGroup) => boolean): Promise<readonly Retried[]> {
    const { store, codec, folds } = this.options;
    const repairing = { store, codec, folds, writer: this.writer, skips: following.skips };
    const retried = await repairEach(repairing, isMeant);
    if (retried.length === 0) return [];
    following.folder = await this.#newFolder(following.skips);
    const to = await this.#standing();
    this.#tell(to, { from: to + 1, to, changed: changedBy(retried), told: [] });
    return retried;
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
    this.#tell(position, position < stood ? { from: position + 1, to: position, changed: {}, told: [] } : undefined);
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
  OPERATIONS_STREAM,
  ...new Set(folds.flatMap(({ categories }) => categories.map((category) => `${category}-`))),
];
