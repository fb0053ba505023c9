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
import { Reader } from './reader.js';
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
  readonly #ignoresGuards: boolean;
  #closing: Promise<void> | undefined;

  constructor({ db, lock, options, checkpointing }: WritingParts) {
    this.#lock = lock;
    this.#ignoresGuards = options.unsafeIgnoreGuards === true;
    const reader = new Reader(db);
    this.#writer = new Writer(db, reader, options.clock ?? Date.now, options.onAppend);
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
    this.#reads = new ReadingStore(db, reader, { refuseUnsound: () => this.#refuseDamaged() });
    this.logId = this.#reads.logId;
    this.#checkpointing = checkpointing((cause) => this.#commits.fail(cause));
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    if (this.#closing !== undefined) throw new EventStoreError('unavailable', 'The log is closing.');
    checkAppend(request);
    return this.#commits.append(this.#ignoresGuards ? { ...request, guards: [] } : request);
  }

  readStream(stream: string, options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.#reads.readStream(stream, options);
  }

  readAll(options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.#reads.readAll(options);
  }

  async headRevision(stream: string): Promise<number> {
    return this.headRevisionSync(stream);
  }

  async headPosition(): Promise<number> {
    return this.headPositionSync();
  }

  headRevisionSync(stream: string): number {
    this.#refuseDamaged();
    return this.#writer.heads.of(stream).revision;
  }

  headPositionSync(): number {
    this.#refuseDamaged();
    return this.#writer.headPosition;
  }

  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return this.#reads.subscribe(options);
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

  /** After a failed write neither memory nor file can be trusted before a new start. */
  #refuseDamaged(): void {
    if (this.#commits.failure !== undefined) throw this.#commits.failure;
  }
}
