/** The events of one group, read from the log once more. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { categoryOfStream } from '@konsil/domain';
import type { Codec, Decoded, EventStore, StoredEvent } from '@konsil/event-store';
import type { Fold } from '../fold/index.js';

export interface Log {
  readonly store: EventStore;
  readonly codec: Codec;
}

/** Events that are decoded at once. */
const PAGE = 500;

/**
 * All events up to a position of the streams in which the key stands, be it in a name or in data. Keys of groups are ids,
 * which are never sealed: so the streams are found without opening anything. Reads the log twice.
 */
export async function* historyOf({ store, codec }: Log, fold: Fold, key: string, upTo: number): AsyncIterable<Decoded> {
  const streams = new Set<string>();
  for await (const page of pagesOf(store, fold, upTo)) {
    for (const { stream, data } of page) {
      if (stream.includes(key) || data?.includes(key) === true) streams.add(stream);
    }
  }
  for await (const page of pagesOf(store, fold, upTo)) {
    yield* await codec.decode(page.filter(({ stream }) => streams.has(stream)));
  }
}

/** Between pages the event loop has its turn, so that who runs the engine in its thread is heard. */
async function* pagesOf(store: EventStore, fold: Fold, upTo: number): AsyncIterable<readonly StoredEvent[]> {
  const categories = new Set(fold.categories);
  let page: StoredEvent[] = [];
  for await (const event of store.readAll()) {
    if (event.position > upTo) break;
    if (!categories.has(categoryOfStream(event.stream))) continue;
    page.push(event);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
    await nextTurn();
  }
  if (page.length > 0) yield page;
}

/** The events of one stream up to a position. */
export async function* streamHistory({ store, codec }: Log, stream: string, upTo: number): AsyncIterable<Decoded> {
  for await (const event of store.readStream(stream)) {
    if (event.position > upTo) return;
    yield* await codec.decode([event]);
  }
}

/** The event at a position; `undefined` where another one stands there. */
export const eventAt = async ({ store, codec }: Log, position: number, id: string): Promise<Decoded | undefined> => {
  for await (const event of store.readAll({ from: position, limit: 1 })) {
    if (event.position === position && event.id === id) return (await codec.decode([event]))[0];
  }
  return undefined;
};
