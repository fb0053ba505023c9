/** Reads of one stream and of the whole log, as the server sends them. */

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
  /** Of a page. */
  readonly size: number;
  /** After so many answers the server ends the call; `Infinity`: after all there are. */
  readonly count: number;
  /** For what is told of a failure. */
  readonly stream?: string;
  readonly signal?: AbortSignal;
}

const PAGE = 512;

export class Reader {
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  async *readStream(stream: string, options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range === undefined) return;
    const { limit = Infinity } = range;
    yield* this.#read(readStreamRequest(stream, range), { limit, count: limit, stream });
  }

  async *readAll(options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range === undefined) return;
    // The server counts its own events too, so the limit is ours to keep.
    const { limit = Infinity } = range;
    yield* this.#read(readAllRequest({ ...range, limit: undefined }), { limit, count: Infinity });
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
    for await (const answer of this.#answers(request, { size: 1, count: 1 })) {
      const event = answer.getEvent()?.getEvent();
      if (event !== undefined) return positionOf(event.getCommitPosition(), event.getPreparePosition());
    }
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
    for await (const answer of this.#answers(request, { size: PAGE, count, signal })) {
      const event = answer.getEvent()?.getEvent();
      if (event === undefined) continue;
      const position = positionOf(event.getCommitPosition(), event.getPreparePosition());
      if (position > after) yield { position, stream: streamOf(event) };
    }
  }

  async *#read(
    request: Request,
    { limit, ...expecting }: Omit<Expecting, 'size'> & { readonly limit: number },
  ): AsyncGenerator<StoredEvent, void, undefined> {
    let left = limit;
    for await (const answer of this.#answers(request, { size: Math.min(limit, PAGE), ...expecting })) {
      const recorded = answer.getEvent()?.getEvent();
      const event = recorded === undefined ? undefined : storedEventOf(recorded);
      if (event === undefined) continue;
      yield event;
      left -= 1;
      if (left <= 0) return;
    }
  }

  async *#answers(request: Request, { size, count, stream, signal }: Expecting) {
    const { client, timers, silenceMs } = this.#options;
    let inbox: Inbox | undefined;
    let taken = 0;
    try {
      inbox = new Inbox(await client.openRead(request), { timers, silenceMs, ...(signal && { signal }) });
      for (;;) {
        const page = await inbox.take(size);
        if (page === 'silent') throw new EventStoreError('unavailable', 'The event store is silent.');
        if (page.length === 0) return;
        taken += page.length;
        yield* page;
      }
    } catch (error) {
      throw readFailure(error, stream);
    } finally {
      if (taken >= count) inbox?.leave();
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
