/** Reads of one stream and of the whole log, as the server sends them. */

import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreError } from '../../errors.js';
import type { ReadOptions, StoredEvent } from '../../port.js';
import type { KurrentClient } from '../connection/client.js';
import { readFailure } from '../error-mapping.js';
import { Inbox } from './inbox.js';
import type { Timers } from '../options.js';
import { readAllRequest, readStreamRequest, type ReadRange } from './requests.js';
import { positionOf, storedEventOf, streamOf } from './stored-event.js';

export interface ReaderOptions {
  readonly client: KurrentClient;
  readonly timers: Timers;
  /** A read that gets no answer for so long is given up. */
  readonly silenceMs: number;
}

/** A place in the log and whose it is. */
export interface Place {
  readonly position: number;
  readonly stream: string;
}

type Request = ReturnType<typeof readAllRequest>;

interface Expecting {
  /** After so many answers at the most the server ends the call. */
  readonly count: number;
  /** For what is told of a failure. */
  readonly stream?: string;
  readonly signal?: AbortSignal;
}

type Recorded = NonNullable<ReturnType<NonNullable<ReturnType<ReadResp['getEvent']>>['getEvent']>>;

/** Events of the first call of a read: often they are all, or all that is wanted. */
const FIRST_PAGE = 64;
/** Records of the server's own may stand before the first that is ours. */
const FEW = 8;
/** Events of each further call. */
const PAGE = 512;

export class Reader {
  readonly #options: ReaderOptions;
  /** Of reads that are under way, also of those whom nobody reads on. */
  readonly #inboxes = new Set<Inbox>();
  #isClosed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** In pages, each read to its end: who breaks off gives up no call (docs/operations/kurrentdb.md). */
  async *readStream(stream: string, options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range === undefined) return;
    let { from, limit: left = Infinity } = range;
    for (let size = FIRST_PAGE; left > 0 && (from ?? 0) >= 0; size = PAGE) {
      const count = Math.min(left, size);
      let read = 0;
      const request = readStreamRequest(stream, { ...range, from, limit: count });
      for await (const event of this.#records(request, { count, stream })) {
        const stored = storedEventOf(event);
        if (stored === undefined) continue;
        yield stored;
        read += 1;
        left -= 1;
        from = stored.revision + (range.backwards ? -1 : 1);
      }
      if (read < count) return;
    }
  }

  /** The server counts its own records too, so the limit is ours to keep. */
  async *readAll(options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range === undefined) return;
    let { from, limit: left = Infinity } = range;
    let last: number | undefined;
    for (let size = Math.max(Math.min(left, FIRST_PAGE), FEW); left > 0; size = PAGE) {
      // A read that goes on is inclusive, forwards at the least.
      const count = last === undefined ? size : size + 1;
      let read = 0;
      for await (const event of this.#records(readAllRequest({ ...range, from, limit: count }), { count })) {
        read += 1;
        const position = positionOf(event.getCommitPosition(), event.getPreparePosition());
        if (last !== undefined && (range.backwards ? position >= last : position <= last)) continue;
        last = from = position;
        const stored = storedEventOf(event);
        if (stored === undefined) continue;
        yield stored;
        left -= 1;
        if (left <= 0) return;
      }
      if (read < count) return;
    }
  }

  /** What is under way ends with `unavailable`: the client waits for calls that nobody reads to their end. */
  close(): void {
    this.#isClosed = true;
    for (const inbox of this.#inboxes) inbox.close();
  }

  async headRevision(stream: string): Promise<number> {
    for await (const event of this.readStream(stream, { direction: 'backwards', limit: 1 })) return event.revision;
    return -1;
  }

  async headPosition(): Promise<number> {
    for await (const event of this.readAll({ direction: 'backwards', limit: 1 })) return event.position;
    return -1;
  }

  /** Position of the last record of the whole log, the server's own included; -1 where there is none. */
  async endOfLog(): Promise<number> {
    const request = readAllRequest({ from: undefined, backwards: true, limit: 1 });
    for await (const event of this.#records(request, { count: 1 }))
      return positionOf(event.getCommitPosition(), event.getPreparePosition());
    return -1;
  }

  /**
   * Every record behind a position, the server's own included, at most `limit`, until the signal aborts; the position is
   * one that the log has named, or -1.
   */
  async *recordsAfter(after: number, limit: number, signal: AbortSignal): AsyncGenerator<Place, void, undefined> {
    const from = after < 0 ? undefined : after;
    // The read is inclusive.
    const count = from === undefined ? limit : limit + 1;
    const request = readAllRequest({ from, backwards: false, limit: count });
    for await (const event of this.#records(request, { count, signal })) {
      const position = positionOf(event.getCommitPosition(), event.getPreparePosition());
      if (position > after) yield { position, stream: streamOf(event) };
    }
  }

  async *#records(request: Request, expecting: Expecting): AsyncGenerator<Recorded, void, undefined> {
    for await (const answer of this.#answers(request, expecting)) {
      const event = answer.getEvent()?.getEvent();
      if (event !== undefined) yield event;
    }
  }

  async *#answers(request: Request, { count, stream, signal }: Expecting) {
    const { client, timers, silenceMs } = this.#options;
    let inbox: Inbox | undefined;
    let isWell = true;
    try {
      inbox = new Inbox(await client.openRead(request), { timers, silenceMs, ...(signal && { signal }) });
      this.#inboxes.add(inbox);
      for (;;) {
        const page = await inbox.take(Math.min(count, PAGE));
        if (this.#isClosed) throw new EventStoreError('unavailable', 'The event store is closed.');
        if (page === 'silent') throw new EventStoreError('unavailable', 'The event store is silent.');
        if (page.length === 0) return;
        yield* page;
      }
    } catch (error) {
      isWell = false;
      throw readFailure(error, stream);
    } finally {
      if (inbox !== undefined) this.#inboxes.delete(inbox);
      if (isWell && signal?.aborted !== true) inbox?.leave();
      else inbox?.close();
    }
  }
}

/** `undefined`: nothing can be in this range. */
const rangeOf = ({ from, direction, limit }: ReadOptions): ReadRange | undefined => {
  const backwards = direction === 'backwards';
  if (from !== undefined && !Number.isSafeInteger(from)) {
    throw new EventStoreError('unavailable', 'A read begins at a whole number.');
  }
  if ((limit !== undefined && limit <= 0) || (backwards && from !== undefined && from < 0)) return undefined;
  const limited = limit === Infinity ? undefined : limit;
  return { from: from === undefined ? undefined : Math.max(0, from), backwards, limit: limited };
};
