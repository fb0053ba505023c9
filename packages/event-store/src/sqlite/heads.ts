/**
 * Where every stream stands, as the one writer of the log knows it: bounded, filled from the file on demand. And the
 * ids of the newest events, by which a repeat with `any` is recognised.
 */

import { LRUCache } from 'lru-cache';
import type { Reader } from './reader.js';

/** `key` is absent while the stream has no event. */
export interface Head {
  readonly key: number | undefined;
  readonly revision: number;
}

/** A head where it is kept: a known stream is not put into the cache again for each event. */
interface Kept {
  head: Head;
}

const NOTHING: Head = { key: undefined, revision: -1 };

/** How many of the log's newest events a repeat with `any` or `stream-exists` is looked for in. */
export const REMEMBERED_IDS = 16_384;

export class Heads {
  readonly #heads = new LRUCache<string, Kept>({ max: 50_000 });
  /** From the first use on: the newest events by stream and id. */
  #recent: LRUCache<string, number> | undefined;

  constructor(private readonly reader: Reader) {}

  of(stream: string): Head {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known.head;
    const key = this.reader.keyOf(stream);
    if (key === undefined) return NOTHING;
    const head = { key, revision: this.reader.headRevision(key) };
    this.#heads.set(stream, { head });
    return head;
  }

  /** Notes what has been written, from revision `first` on. */
  moved(stream: string, head: Head, events: readonly { readonly id: string }[], first: number): void {
    const known = this.#heads.get(stream);
    if (known === undefined) this.#heads.set(stream, { head });
    else known.head = head;
    if (this.#recent === undefined) return;
    for (const [index, event] of events.entries()) this.#recent.set(`${stream} ${event.id}`, first + index);
  }

  /** What was noted of a stream has been rolled back. */
  forget(stream: string): void {
    this.#heads.delete(stream);
    this.#recent = undefined;
  }

  /** The revision at which the stream holds this id, if among the newest {@link REMEMBERED_IDS} events of the log. */
  recentRevisionOf(stream: string, id: string): number | undefined {
    this.#recent ??= this.#newest();
    return this.#recent.get(`${stream} ${id}`);
  }

  #newest(): LRUCache<string, number> {
    const recent = new LRUCache<string, number>({ max: REMEMBERED_IDS });
    for (const { stream, id, revision } of this.reader.newestIds(REMEMBERED_IDS)) {
      recent.set(`${stream} ${id}`, revision);
    }
    return recent;
  }
}
