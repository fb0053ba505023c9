/** What the parts of the contract share. Names are random, so that many runs can share one log. */

import { randomUUID } from 'node:crypto';
import { isEventStoreError, type EventStoreErrorCode, type EventStoreErrorFacts } from '../../errors.js';
import type { EventStore, NewEvent, ReadOptions, StoredEvent, SubscriptionMessage } from '../../port.js';

/** A store under test and how to let go of it. */
export interface OpenStore {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** The store of the running test; it is opened once for all tests of a contract. */
export type StoreOf = () => EventStore;

/** A category of its own, usable as prefix: `contract3f…`. */
export const newCategory = (): string => `contract${randomUUID().replaceAll('-', '').slice(0, 12)}`;
export const newStream = (category = newCategory()): string => `${category}-${randomUUID()}`;

export const anEvent = (facts: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'SomethingHappened',
  data: JSON.stringify({ note: 'Größe ✓ 𝒳', count: 1 }),
  metadata: JSON.stringify({ commandId: randomUUID() }),
  ...facts,
});

export const someEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => anEvent());

export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

export const readAllOf = (store: EventStore, stream: string, options?: ReadOptions): Promise<StoredEvent[]> =>
  collect(store.readStream(stream, options));

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);

/** The code and facts with which a promise was refused. */
export const refusalOf = async (
  promise: Promise<unknown>,
): Promise<{ code: EventStoreErrorCode; facts: EventStoreErrorFacts }> => {
  try {
    await promise;
  } catch (error) {
    if (isEventStoreError(error)) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('The store accepted what it had to refuse.');
};

export const codeOf = async (promise: Promise<unknown>): Promise<EventStoreErrorCode> =>
  (await refusalOf(promise)).code;

/** What a subscription delivers until `enough`; the subscription ends with it. */
export const follow = async (
  store: EventStore,
  options: { after: number; prefixes?: readonly string[]; pageSize?: number },
  enough: (messages: readonly SubscriptionMessage[]) => boolean | Promise<boolean>,
): Promise<SubscriptionMessage[]> => {
  const stop = new AbortController();
  const messages: SubscriptionMessage[] = [];
  for await (const message of store.subscribe({ ...options, signal: stop.signal })) {
    messages.push(message);
    if (await enough(messages)) stop.abort();
  }
  return messages;
};

export const eventsIn = (messages: readonly SubscriptionMessage[]): StoredEvent[] =>
  messages.flatMap((message) => (message.kind === 'events' ? message.events : []));

export const hasCaughtUp = (messages: readonly SubscriptionMessage[]): boolean =>
  messages.some((message) => message.kind === 'caught-up');
