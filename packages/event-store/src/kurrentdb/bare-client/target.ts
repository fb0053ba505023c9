/**
 * What the numbered statements are asked of: the bare client on the stand-in, by both append paths, and on a real server
 * where KONSIL_TEST_KURRENTDB names one. So the stand-in is held to the server's behaviour, not to the adapter's wishes.
 */

import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, type EventData } from '@eventstore/db-client';
import { startStandIn, type StandIn } from '../../testing/stand-in/index.js';

export interface Bare {
  readonly client: EventStoreDBClient;
  readonly connectionString: string;
  close(): Promise<void>;
}

export interface BareOnStandIn extends Bare {
  readonly standIn: StandIn;
}

/** Not waited for: `dispose` waits for ever for a subscription that was left by `break` with events in its buffer. */
const letGo = (client: EventStoreDBClient): void => void client.dispose();

export const onStandIn = async (batchAppend = true): Promise<BareOnStandIn> => {
  const standIn = await startStandIn({ batchAppend });
  const { connectionString } = standIn;
  const client = EventStoreDBClient.connectionString(connectionString);
  const close = async (): Promise<void> => {
    letGo(client);
    await standIn.stop();
  };
  return { client, connectionString, standIn, close };
};

const onServer = async (connectionString: string): Promise<Bare> => {
  const client = EventStoreDBClient.connectionString(connectionString);
  return { client, connectionString, close: async () => letGo(client) };
};

type Open = () => Promise<Bare>;

const server = process.env['KONSIL_TEST_KURRENTDB'] ?? '';

export const targets: readonly (readonly [string, Open])[] = [
  ['the stand-in with batch appends', () => onStandIn(true)],
  ['the stand-in with unary appends', () => onStandIn(false)],
  ...(server === '' ? [] : [['a real server', () => onServer(server)] as const]),
];

export const aStream = (): string => `bare${randomUUID().replaceAll('-', '')}-1`;

export const anEvent = (text = ''): EventData => jsonEvent({ type: 'SomethingHappened', data: { text } });

export const someEvents = (count: number): EventData[] => Array.from({ length: count }, () => anEvent());

/** What a promise was rejected with. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was accepted.');
};
