/** The log in memory, for tests: the meaning of the port in the fewest lines, gone with the process. */

import { checkAppend } from '../append-request.js';
import { Changes } from '../changes.js';
import { EventStoreError } from '../errors.js';
import { followLog } from '../follow.js';
import type {
  AppendRequest,
  AppendResult,
  EventStore,
  ReadOptions,
  StoredEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from '../port.js';

export interface MemoryEventStoreOptions {
  /** Milliseconds since 1970; the system's clock where absent. */
  readonly clock?: () => number;
}

/** Opens an empty log in memory. Positions are dense from 0. */
export const openMemoryEventStore = (options: MemoryEventStoreOptions = {}): EventStore =>
  new MemoryEventStore(options.clock ?? Date.now);

class MemoryEventStore implements EventStore {
  readonly guards = 'atomic';
  readonly #log: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #changes = new Changes();
  #closed = false;

  constructor(private readonly clock: () => number) {}

  async append(request: AppendRequest): Promise<AppendResult> {
    this.#refuseWhenClosed();
    checkAppend(request);
    const repeated = this.#repeatedBy(request);
    if (repeated !== undefined) return { revision: repeated.revision, position: repeated.position };
    for (const { stream, revision } of request.guards ?? []) {
      const actual = this.#streamOf(stream).length - 1;
      if (actual !== revision) {
        throw new EventStoreError('guard-moved', 'A stream that the append rests on has moved.', { stream, actual });
      }
    }
    return this.#write(request);
  }

  async *readStream(stream: string, options: ReadOptions = {}): AsyncGenerator<StoredEvent> {
    this.#refuseWhenClosed();
    yield* select(this.#streamOf(stream), options);
  }

  async *readAll(options: ReadOptions = {}): AsyncGenerator<StoredEvent> {
    this.#refuseWhenClosed();
    yield* select(this.#log, options);
  }

  async headRevision(stream: string): Promise<number> {
    return this.#streamOf(stream).length - 1;
  }

  async headPosition(): Promise<number> {
    return this.#log.length - 1;
  }

  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return followLog({ eventsAfter: this.#eventsAfter, changes: this.#changes }, options);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#changes.notify();
  }

  readonly #eventsAfter = (position: number, limit: number): readonly StoredEvent[] => {
    this.#refuseWhenClosed();
    return this.#log.slice(position + 1, position + 1 + limit);
  };

  #streamOf(stream: string): readonly StoredEvent[] {
    return this.#streams.get(stream) ?? [];
  }

  /** The last event of an earlier append that this one repeats; throws where the stream is not as expected. */
  #repeatedBy(request: AppendRequest): StoredEvent | undefined {
    const events = this.#streamOf(request.stream);
    const head = events.length - 1;
    const unlike = (): never => {
      const facts = { stream: request.stream, expected: request.expected, actual: head };
      throw new EventStoreError('wrong-expected-revision', 'The stream is not at the expected revision.', facts);
    };
    const first = request.events[0]?.id;
    let start: number;
    if (request.expected === 'any' || request.expected === 'stream-exists') {
      if (request.expected === 'stream-exists' && head === -1) unlike();
      start = events.findLastIndex((event) => event.id === first);
      if (start === -1) return undefined;
    } else {
      start = request.expected === 'no-stream' ? 0 : request.expected + 1;
      if (start === events.length) return undefined;
    }
    return request.events.every((event, index) => event.id === events[start + index]?.id)
      ? events[start + request.events.length - 1]
      : unlike();
  }

  #write(request: AppendRequest): AppendResult {
    const recordedAt = new Date(this.clock()).toISOString();
    const stream = this.#streams.get(request.stream) ?? [];
    for (const { id, type, data, metadata } of request.events) {
      const place = { revision: stream.length, position: this.#log.length };
      const event = { id, type, stream: request.stream, ...place, recordedAt, data, metadata };
      stream.push(event);
      this.#log.push(event);
    }
    this.#streams.set(request.stream, stream);
    this.#changes.notify();
    return { revision: stream.length - 1, position: this.#log.length - 1 };
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new EventStoreError('unavailable', 'The log is closed.');
  }
}

const select = (
  events: readonly StoredEvent[],
  { from, direction = 'forwards', limit = Infinity }: ReadOptions,
): readonly StoredEvent[] =>
  direction === 'forwards'
    ? events.slice(from ?? 0, (from ?? 0) + limit)
    : events
        .slice(0, (from ?? Infinity) + 1)
        .reverse()
        .slice(0, limit);
