/** Some streams of a log in place of the whole: their events in the log's order, up to a position. */

import {
  type EventStore,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
  viewOf,
} from '@konsil/event-store';

/** Events of one message, unless a subscription asks for another number. */
const PAGE = 500;

/** A subscription reads these streams to `last` and ends; everything else is the log's. */
export const ofStreams = (store: EventStore, streams: readonly string[], last: number): EventStore =>
  viewOf(store, { subscribe: (options) => followed(store, streams, last, options) });

async function* followed(
  store: EventStore,
  streams: readonly string[],
  last: number,
  { after, prefixes = [''], pageSize = PAGE }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage> {
  const events: StoredEvent[] = [];
  for (const stream of new Set(streams)) {
    if (!prefixes.some((prefix) => stream.startsWith(prefix))) continue;
    for await (const event of store.readStream(stream)) {
      if (event.position > last) break;
      if (event.position > after) events.push(event);
    }
  }
  events.sort((one, other) => one.position - other.position);
  for (let from = 0; from < events.length; from += pageSize)
    yield { kind: 'events', events: events.slice(from, from + pageSize) };
  yield { kind: 'caught-up', position: last };
}
