/** A log that ends at a position, whatever has been written behind it: for rows as of a moment. */

import {
  type EventStore,
  type ReadOptions,
  type StoredEvent,
  type SubscriptionMessage,
  viewOf,
} from '@konsil/event-store';

/** A stream read forwards ends there too, other reads are those of the whole log; a subscription has caught up at `last` and ends there. */
export const endingAt = (store: EventStore, last: number): EventStore =>
  viewOf(store, {
    readStream: (stream, options) => readUpTo(store, last, stream, options),
    subscribe: (options) => (options.after >= last ? atOnce(last) : until(store.subscribe(options), last)),
  });

async function* readUpTo(
  store: EventStore,
  last: number,
  stream: string,
  options?: ReadOptions,
): AsyncGenerator<StoredEvent> {
  for await (const event of store.readStream(stream, options)) if (event.position <= last) yield event;
}

async function* atOnce(last: number): AsyncGenerator<SubscriptionMessage> {
  yield { kind: 'caught-up', position: last };
}

async function* until(messages: AsyncIterable<SubscriptionMessage>, last: number): AsyncGenerator<SubscriptionMessage> {
  for await (const message of messages) {
    if (message.kind === 'events') {
      const events = message.events.filter(({ position }) => position <= last);
      if (events.length > 0) yield { kind: 'events', events };
      if (events.length === message.events.length && events.at(-1)?.position !== last) continue;
    } else if (message.position < last) {
      yield message;
      continue;
    }
    yield { kind: 'caught-up', position: last };
    return;
  }
}
