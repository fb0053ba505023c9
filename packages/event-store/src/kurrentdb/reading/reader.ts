/** Reads of one stream and of the whole log, as the server sends them. */

import { EventStoreError } from '../../errors.js';
import type { ReadOptions, StoredEvent } from '../../port.js';
import type { KurrentClient } from '../connection/client.js';
import { readFailure } from '../error-mapping.js';
import { Inbox } from './inbox.js';
import type { Timers } from '../options.js';
import { readAllRequest, readStreamRequest, type ReadRange } from './requests.js';
import { positionOf, storedEventOf } from './stored-event.js';

export interface ReaderOptions {
  readonly client: KurrentClient;
  readonly timers: Timers;
  readonly silenceMs: number;
}

type Request = ReturnType<typeof readAllRequest>;

const PAGE = 512;

export class Reader {
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  async *readStream(stream: string, options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range !== undefined) yield* this.#read(readStreamRequest(stream, range), range.limit, stream);
  }

  async *readAll(options: ReadOptions = {}): AsyncGenerator<StoredEvent, void, undefined> {
    const range = rangeOf(options);
    if (range === undefined) return;
    // The server counts its own events too, so the limit is ours to keep.
    yield* this.#read(readAllRequest({ ...range, limit: undefined }), range.limit);
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
    for await (const answer of this.#answers(request, 1)) {
      const event = answer.getEvent()?.getEvent();
      if (event !== undefined) return positionOf(event.getCommitPosition(), event.getPreparePosition());
    }
    return -1;
  }

  async *#read(request: Request, limit = Infinity, stream?: string): AsyncGenerator<StoredEvent, void, undefined> {
    let left = limit;
    for await (const answer of this.#answers(request, Math.min(limit, PAGE), stream)) {
      const recorded = answer.getEvent()?.getEvent();
      const event = recorded === undefined ? undefined : storedEventOf(recorded);
      if (event === undefined) continue;
      yield event;
      left -= 1;
      if (left <= 0) return;
    }
  }

  async *#answers(request: Request, size: number, stream?: string) {
    const { client, timers, silenceMs } = this.#options;
    let inbox: Inbox | undefined;
    try {
      inbox = new Inbox(await client.openRead(request), { timers, silenceMs });
      for (let page = await inbox.take(size); page.length > 0; page = await inbox.take(size)) yield* page;
    } catch (error) {
      throw readFailure(error, stream);
    } finally {
      inbox?.close();
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
  return { from: from === undefined ? undefined : Math.max(0, from), backwards, limit };
};
