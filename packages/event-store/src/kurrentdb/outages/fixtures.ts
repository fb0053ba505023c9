/** A store on a stand-in that goes wrong on demand. */

import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, StoredEvent, SubscriptionMessage } from '../../port.js';
import { startStandIn, type StandIn, type StandInOptions } from '../../testing/stand-in/index.js';
import { connectKurrentEventStore, type KurrentOptions } from '../index.js';

export interface Rig {
  readonly standIn: StandIn;
  readonly store: EventStore;
  close(): Promise<void>;
}

export const rig = async (
  batchAppend = true,
  options: Partial<KurrentOptions> = {},
  server: StandInOptions = {},
): Promise<Rig> => {
  const standIn = await startStandIn({ batchAppend, ...server });
  const { connectionString } = standIn;
  const bounds = { appendTimeoutMs: 200, appendAttempts: 30, appendGiveUpAfterMs: 1_500 };
  const store = await connectKurrentEventStore({ connectionString, ...bounds, ...options });
  const close = async (): Promise<void> => {
    await store.close();
    await standIn.stop();
  };
  return { standIn, store, close };
};

export const aStream = (): string => `rig${randomUUID().replaceAll('-', '')}-1`;

export const anEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'SomethingHappened',
  data: '{"note":"ü"}',
  metadata: '{}',
});

export const someEvents = (count: number): NewEvent[] => Array.from({ length: count }, anEvent);

export const idsIn = async (events: AsyncIterable<StoredEvent>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of events) ids.push(id);
  return ids;
};

/** Takes messages from a subscription until one fits. */
export const takeUntil = async (
  messages: AsyncIterator<SubscriptionMessage>,
  fits: (message: SubscriptionMessage) => boolean,
): Promise<SubscriptionMessage[]> => {
  const taken: SubscriptionMessage[] = [];
  for (let next = await messages.next(); next.done !== true; next = await messages.next()) {
    taken.push(next.value);
    if (fits(next.value)) return taken;
  }
  return taken;
};

export const eventsIn = (messages: readonly SubscriptionMessage[]): StoredEvent[] =>
  messages.flatMap((message) => (message.kind === 'events' ? message.events : []));

export const subscribeTo = (
  store: EventStore,
  stream: string,
  after = -1,
  signal: AbortSignal = new AbortController().signal,
): AsyncIterator<SubscriptionMessage> => store.subscribe({ after, prefixes: [stream], signal })[Symbol.asyncIterator]();
