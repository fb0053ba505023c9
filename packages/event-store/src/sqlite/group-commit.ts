/**
 * Group commit: appends that arrive in the same turn of the event loop share one transaction and one sync, and so do
 * those that the next turns bring, until one brings none. No timer: nobody waits while nothing comes.
 */

import type { Database, Statement } from 'better-sqlite3';
import { EventStoreError, isEventStoreError } from '../errors.js';
import type { AppendRequest, AppendResult } from '../port.js';
import { asEventStoreError, isBusy, sqliteCodeOf, wordsFor } from './failures.js';
import type { Writer } from './writer.js';

/** How many appends share a transaction at the most. */
const LARGEST_GROUP = 512;
/** How many turns of the event loop a group may grow through; under 32 writers it holds 29 instead of 19. */
const MOST_TURNS = 4;
/** How long the unsafe variant lets acknowledged appends wait for their commit. */
const UNSAFE_DELAY_MS = 50;

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  readonly db: Database;
  readonly writer: Pick<Writer, 'beginGroup' | 'write'>;
  /** `before-commit` loses acknowledged appends at a crash; only for the control of the fault test. */
  readonly acknowledge: 'after-commit' | 'before-commit';
  /** Called behind every commit. */
  readonly onCommit: () => void;
  /** Called once: a transaction failed, what this process holds in memory can't be trusted any more. */
  readonly onFatal: (error: EventStoreError) => void;
}

export class GroupCommit {
  readonly #begin: Statement<[]>;
  readonly #commit: Statement<[]>;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #failure: EventStoreError | undefined;

  constructor(private readonly options: GroupCommitOptions) {
    this.#begin = options.db.prepare('BEGIN IMMEDIATE');
    this.#commit = options.db.prepare('COMMIT');
  }

  /** Why nothing is taken any more, if so. */
  get failure(): EventStoreError | undefined {
    return this.#failure;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      this.#flushWhenNoMoreCome(MOST_TURNS);
    });
  }

  /** Writes what is waiting; synchronous, so no reader of this process sees a transaction half done. */
  flush(): void {
    this.#scheduled = false;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.slice(0, LARGEST_GROUP);
      this.#waiting = this.#waiting.slice(LARGEST_GROUP);
      this.#write(group);
    }
    if (this.options.acknowledge === 'before-commit') return;
    this.options.onCommit();
  }

  /** Writes and commits all there is; before the log is closed. */
  finish(): void {
    this.flush();
    this.#commitLeftOpen();
  }

  /** Refuses everything from now on; also for failures outside a transaction, as of a checkpoint. */
  fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    const message = `The log stopped after a failed write: ${wordsFor(cause)}.`;
    this.#failure = new EventStoreError('damaged', message, {}, { cause });
    this.options.onFatal(this.#failure);
  }

  #flushWhenNoMoreCome(turns: number): void {
    const before = this.#waiting.length;
    setImmediate(() => {
      if (turns > 1 && this.#waiting.length > before) this.#flushWhenNoMoreCome(turns - 1);
      else this.flush();
    });
  }

  #write(group: readonly Waiting[]): void {
    if (this.#failure !== undefined) {
      for (const { reject } of group) reject(this.#failure);
      return;
    }
    const answers: (() => void)[] = [];
    try {
      if (!this.options.db.inTransaction) this.#begin.run();
      this.options.writer.beginGroup();
      for (const waiting of group) answers.push(this.#answerTo(waiting));
    } catch (error) {
      this.#abandon(group, error);
      return;
    }
    if (this.options.acknowledge === 'before-commit') {
      for (const answer of answers) answer();
      setTimeout(() => this.#commitLeftOpen(), UNSAFE_DELAY_MS);
      return;
    }
    if (this.#commitOpen(group)) for (const answer of answers) answer();
  }

  /** Writes one append; a refusal is its own answer, a failure of SQLite is everybody's. */
  #answerTo({ request, resolve, reject }: Waiting): () => void {
    try {
      const result = this.options.writer.write(request);
      return () => resolve(result);
    } catch (error) {
      if (sqliteCodeOf(error) !== undefined || isEventStoreError(error, 'damaged')) throw error;
      return () => reject(error);
    }
  }

  /** What the unsafe variant has acknowledged without a commit. */
  #commitLeftOpen(): void {
    const { db, onCommit } = this.options;
    if (db.open && db.inTransaction && this.#failure === undefined && this.#commitOpen([])) onCommit();
  }

  #commitOpen(group: readonly Waiting[]): boolean {
    try {
      this.#commit.run();
      return true;
    } catch (error) {
      this.fail(error);
      const message = 'The commit failed; whether the append is in the log is not known.';
      for (const { reject } of group) reject(new EventStoreError('unknown-outcome', message, {}, { cause: error }));
      this.#rollBack();
      return false;
    }
  }

  /** Nothing of the group has been committed. A busy file is no failure, everything else is. */
  #abandon(group: readonly Waiting[], error: unknown): void {
    const { db } = this.options;
    const refusal = asEventStoreError(error, 'unavailable');
    if (db.inTransaction || !isBusy(error)) this.fail(error);
    for (const { reject } of group) reject(refusal);
    this.#rollBack();
  }

  /** What is left open may be seen by nobody. */
  #rollBack(): void {
    const { db } = this.options;
    if (!db.inTransaction) return;
    try {
      db.exec('ROLLBACK');
    } catch (error) {
      this.fail(error);
    }
  }
}
