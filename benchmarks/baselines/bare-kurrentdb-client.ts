/**
 * FROZEN. What the server's own client gives: one event per append with the revision it expects, a fixed number of them
 * under way, then all of them read back from the whole log. The client makes JSON of objects and objects of JSON. No
 * validation, no deadline, no repeat. Changing this file makes old figures worthless; add another baseline instead.
 */

import {
  END,
  type EventData,
  type EventStoreDBClient,
  jsonEvent,
  type JSONType,
  NO_STREAM,
  START,
} from '@eventstore/db-client';

export interface ClientEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** JSON texts of objects. */
  readonly data: string;
  readonly metadata: string;
}

export interface ClientRates {
  /** Events per second. */
  readonly append: number;
  readonly read: number;
}

/** An append as the client takes it. */
export interface ClientAppend {
  readonly stream: string;
  readonly expectedRevision: bigint | typeof NO_STREAM;
  readonly event: EventData;
}

const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** What is no part of the measurement: the client's objects, made of the texts. */
export const clientAppends = (events: readonly ClientEvent[]): readonly ClientAppend[] =>
  events.map(({ id, stream, revision, type, data, metadata }) => {
    const texts = { data: JSON.parse(data) as JSONType, metadata: JSON.parse(metadata) as JSONType };
    const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
    return { stream, expectedRevision, event: jsonEvent({ id, type, ...texts }) };
  });

/** Appends and reads the events. */
export const bareClient = async (
  client: EventStoreDBClient,
  appends: readonly ClientAppend[],
  inFlight = 32,
): Promise<ClientRates> => {
  let fromPosition: typeof START | { commit: bigint; prepare: bigint } = START;
  for await (const { event } of client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 1 }))
    fromPosition = event?.position ?? START;
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let one = appends[next++]; one !== undefined; one = appends[next++]) {
      await client.appendToStream(one.stream, one.event, { expectedRevision: one.expectedRevision });
    }
  };
  const appending = await secondsOf(async () => {
    await Promise.all(Array.from({ length: inFlight }, writer));
  });
  const reading = await secondsOf(async () => {
    const wanted = new Set(appends.map(({ event }) => event.id));
    for await (const { event } of client.readAll({ fromPosition })) if (event !== undefined) wanted.delete(event.id);
    if (wanted.size > 0) throw new Error(`${wanted.size} events are missing`);
  });
  return { append: appends.length / appending, read: appends.length / reading };
};
