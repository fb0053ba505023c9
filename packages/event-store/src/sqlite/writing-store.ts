/** The log in the one process that writes it. */

import type { Database } from 'better-sqlite3';
import { checkAppend } from '../append-request.js';
import { EventStoreError } from '../errors.js';
import type {
  AppendRequest,
  AppendResult,
  ReadOptions,
  StoredEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from '../port.js';
import type { Checkpointing } from './checkpointing.js';
import { GroupCommit } from './group-commit.js';
import type { WriterLock } from './lock.js';
import type { SqliteEventStore, SqliteEventStoreOptions } from './options.js';
import { ReadingStore } from './reading-store.js';
import { Writer } from './writer.js';

export interface WritingParts {
  readonly db: Database;
  readonly lock: WriterLock;
  readonly options: SqliteEventStoreOptions;
  /** Told what to do when a checkpoint fails. */
  readonly checkpointing: (onFailure: (cause: unknown) => void) => Checkpointing;
}

export class WritingStore implements SqliteEventStore {
  readonly guards = 'atomic';
  readonly logId: string;
  readonly #reads: ReadingStore;
  readonly #writer: Writer;
  readonly #commits: GroupCommit;
  readonly #checkpointing: Checkpointing;
  readonly #lock: WriterLock;
  #closing: Promise<void> | undefined;

  constructor({ db, lock, options, checkpointing }: WritingParts) {
    this.#lock = lock;
    this.#reads = new ReadingStore(db, undefined);
    this.logId = this.#reads.logId;
    this.#writer = new Writer(db, this.#reads.reader, options.clock ?? Date.now, options.onAppend);
    this.#commits = new GroupCommit({
      db,
      writer: this.#writer,
      acknowledge: options.unsafeAcknowledgeBeforeCommit === true ? 'before-commit' : 'after-commit',
      onCommit: () => {
        this.#checkpointing.committed();
        this.#reads.wake();
        options.onCommit?.(this.#writer.headPosition);
      },
      onFatal: (error) => {
        this.#reads.wake();
        options.onFatal?.(error);
      },
    });
    this.#checkpointing = checkpointing((cause) => this.#commits.fail(cause));
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    if (this.#closing !== undefined) throw new EventStoreError('unavailable', 'The log is closing.');
    checkAppend(request);
    return this.#commits.append(request);
  }

  async *readStream(stream: string, options?: ReadOptions): AsyncGenerator<StoredEvent> {
    yield* this.#sound().readStream(stream, options);
  }

  async *readAll(options?: ReadOptions): AsyncGenerator<StoredEvent> {
    yield* this.#sound().readAll(options);
  }

  async headRevision(stream: string): Promise<number> {
    return this.headRevisionSync(stream);
  }

  async headPosition(): Promise<number> {
    return this.headPositionSync();
  }

  headRevisionSync(stream: string): number {
    this.#sound();
    return this.#writer.heads.of(stream).revision;
  }

  headPositionSync(): number {
    this.#sound();
    return this.#writer.headPosition;
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    for await (const message of this.#sound().subscribe(options)) {
      this.#sound();
      yield message;
    }
  }

  wake(): void {
    this.#reads.wake();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#commits.finish();
    await this.#checkpointing.stop();
    await this.#reads.close();
    this.#lock.release();
  }

  /** The reads of a log that can be trusted; throws `damaged` after a failed write. */
  #sound(): ReadingStore {
    if (this.#commits.failure !== undefined) throw this.#commits.failure;
    return this.#reads;
  }
}
