/** Decides about one append inside the writer's transaction: a repeat, a conflict, or where its events go. */

import { EventStoreError } from '../errors.js';
import type { AppendRequest, StoredEvent } from '../port.js';
import type { Head, Heads } from './heads.js';
import type { Reader } from './reader.js';

/** `repeat`: it stands in the log already, and this is its last event. `new`: it goes behind this head. */
export type Placing =
  { readonly kind: 'repeat'; readonly last: StoredEvent } | { readonly kind: 'new'; readonly head: Head };

const conflict = ({ stream, expected }: AppendRequest, actual: number): EventStoreError =>
  new EventStoreError('wrong-expected-revision', 'The stream is not at the expected revision.', {
    stream,
    expected,
    actual,
  });

/** The revision at which the first event stands if the request is a repeat; undefined where it can be none. */
const firstRevisionOf = (request: AppendRequest, head: Head, heads: Heads): number | undefined => {
  if (request.expected === 'any' || request.expected === 'stream-exists') {
    if (request.expected === 'stream-exists' && head.revision === -1) throw conflict(request, head.revision);
    const id = request.events[0]?.id;
    return id === undefined || head.revision === -1 ? undefined : heads.recentRevisionOf(request.stream, id);
  }
  const first = request.expected === 'no-stream' ? 0 : request.expected + 1;
  return first === head.revision + 1 ? undefined : first;
};

/**
 * A repeat comes before the guards: it was decided when it was written. Throws `wrong-expected-revision` or
 * `guard-moved`; has written nothing then.
 */
export const place = (request: AppendRequest, heads: Heads, reader: Reader): Placing => {
  const head = heads.of(request.stream);
  const first = firstRevisionOf(request, head, heads);
  if (first !== undefined) {
    const { events } = request;
    const stored = head.key === undefined ? [] : reader.inStream(head.key, first, events.length);
    const last = stored.at(-1);
    if (last === undefined || stored.length < events.length) throw conflict(request, head.revision);
    if (stored.some((event, index) => event.id !== events[index]?.id)) throw conflict(request, head.revision);
    return { kind: 'repeat', last };
  }
  for (const { stream, revision } of request.guards ?? []) {
    const actual = heads.of(stream).revision;
    if (actual === revision) continue;
    throw new EventStoreError('guard-moved', 'A stream that the append rests on has moved.', { stream, actual });
  }
  return { kind: 'new', head };
};
