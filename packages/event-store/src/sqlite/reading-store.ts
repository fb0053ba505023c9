/** Reads and subscriptions of a log in one SQLite file; by itself: the log of another thread or process, without a lock. */

import type { Database } from 'better-sqlite3';
import { Changes } from '../changes.js';
import { EventStoreError } from '../errors.js';
import { followLog } from '../follow.js';
import type { AppendResult, ReadOptions, StoredEvent, SubscribeOptions, SubscriptionMessage } from '../port.js';
import type { SqliteEventStore } from './options.js';
import { type Reader } from './reader.js';
import { logIdOf } from './schema.js';

export interface ReadingOptions {
  /** How often to look for commits of others, in milliseconds; absent where there are none. */
  readonly pollMs?: number;
  /** Throws where nothing may be read any more. */
  readonly refuseUnsound?: () => void;
}

export class ReadingStore implements SqliteEventStore {
  readonly guards = 'atomic';
  readonly logId: string;
  readonly #changes = new Changes();
  #followers = 0;
  #poll: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly rows: Reader,
    private readonly options: ReadingOptions,
  ) {
    this.logId = logIdOf(db);
  }

  /** The file's rows; throws `unavailable` when the log is closed. */
  get reader(): Reader {
    this.options.refuseUnsound?.();
    if (!this.db.open) throw new EventStoreError('unavailable', 'The log is closed.');
    return this.rows;
  }

  append(): Promise<AppendResult> {
    return Promise.reject(new EventStoreError('access-denied', 'The log was opened to be read.'));
  }

  async *readStream(stream: string, options: ReadOptions = {}): AsyncGenerator<StoredEvent> {
    const key = this.reader.keyOf(stream);
    if (key !== undefined) yield* this.reader.stream(key, options);
  }

  async *readAll(options: ReadOptions = {}): AsyncGenerator<StoredEvent> {
    yield* this.reader.log(options);
  }

  async headRevision(stream: string): Promise<number> {
    return this.headRevisionSync(stream);
  }

  async headPosition(): Promise<number> {
    return this.headPositionSync();
  }

  headRevisionSync(stream: string): number {
    const key = this.reader.keyOf(stream);
    return key === undefined ? -1 : this.reader.headRevision(key);
  }

  headPositionSync(): number {
    return this.reader.headPosition();
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    this.#followers += 1;
    if (this.#followers === 1) this.#watch();
    try {
      yield* followLog({ eventsAfter: (at, limit) => this.reader.after(at, limit), changes: this.#changes }, options);
    } finally {
      this.#followers -= 1;
      if (this.#followers === 0) clearInterval(this.#poll);
    }
  }

  wake(): void {
    this.#changes.notify();
  }

  async close(): Promise<void> {
    clearInterval(this.#poll);
    this.db.close();
    this.wake();
  }

  /** The file's data version changes with every commit of another connection. */
  #watch(): void {
    if (this.options.pollMs === undefined) return;
    const version = (): unknown => this.db.pragma('data_version', { simple: true });
    let seen = version();
    this.#poll = setInterval(() => {
      const now = version();
      if (now !== seen) this.wake();
      seen = now;
    }, this.options.pollMs);
  }
}
