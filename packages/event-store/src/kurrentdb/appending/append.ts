/** Appends: guards first, then as many attempts as it takes to know the outcome, bounded. */

import {
  ANY,
  binaryEvent,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type AppendResult as ClientResult,
  type EventData,
} from '@eventstore/db-client';
import { checkAppend } from '../../append-request.js';
import { EventStoreError } from '../../errors.js';
import type { AppendRequest, AppendResult, ExpectedRevision, NewEvent } from '../../port.js';
import type { KurrentClient } from '../connection/client.js';
import { readFailure, refusalOfAppend, unknownOutcome } from '../error-mapping.js';
import type { Timers } from '../options.js';
import type { Reader } from '../reading/reader.js';
import { findRepeat } from './repeats.js';
import { numberOf, positionOf } from '../reading/stored-event.js';

export interface AppenderOptions {
  readonly client: KurrentClient;
  readonly reader: Reader;
  readonly timers: Timers;
  readonly timeoutMs: number;
  readonly attempts: number;
}

const FIRST_PAUSE_MS = 50;

const NAMED = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS } as const;

const expectedRevision = (expected: ExpectedRevision): AppendExpectedRevision =>
  typeof expected === 'number' ? BigInt(expected) : NAMED[expected];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));

/**
 * The client writes JSON data as `JSON.stringify` would. Where that is not the text it was given (spaces, `1.50`), the
 * bytes themselves are sent and the event is marked as binary: what digests are taken of is never changed.
 */
const eventData = ({ id, type, data, metadata }: NewEvent): EventData => {
  const parsed: unknown = JSON.parse(data);
  return isObject(parsed) && JSON.stringify(parsed) === data
    ? jsonEvent({ id, type, data: parsed, metadata: bytesOf(metadata) })
    : binaryEvent({ id, type, data: bytesOf(data), metadata: bytesOf(metadata) });
};

/**
 * Appends as the port says. An attempt that is not answered in time, or whose connection breaks, has an unknown outcome:
 * it is repeated with the same ids and the same expected revision, which the server recognises. Guards are read once,
 * directly before the first attempt; what was decided then is what the repeats write.
 */
export const append = async (options: AppenderOptions, request: AppendRequest): Promise<AppendResult> => {
  checkAppend(request);
  const repeated = await checkGuards(options.reader, request);
  if (repeated !== undefined) return repeated;
  const events = request.events.map(eventData);
  let failure: unknown;
  for (let attempt = 0; attempt < options.attempts; attempt += 1) {
    if (attempt > 0) await pause(options.timers, FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    try {
      return await resultOf(options.reader, request, await attemptOnce(options, request, events));
    } catch (error) {
      const refusal = refusalOfAppend(error, request.stream, request.expected);
      if (refusal !== undefined) throw refusal;
      failure = error;
    }
  }
  throw unknownOutcome(failure, request.stream, options.attempts);
};

/** Throws `guard-moved`, or answers with the result of the same append written before. */
const checkGuards = async (reader: Reader, request: AppendRequest): Promise<AppendResult | undefined> => {
  const guards = request.guards ?? [];
  const heads = await Promise.all(guards.map((guard) => reader.headRevision(guard.stream)));
  const moved = guards.findIndex((guard, index) => guard.revision !== heads[index]);
  const guard = guards[moved];
  if (guard === undefined) return undefined;
  const repeated = await findRepeat(reader, request);
  if (repeated !== undefined) return repeated;
  const actual = heads[moved] ?? -1;
  throw new EventStoreError('guard-moved', `A stream the decision rests on has moved to revision ${actual}.`, {
    stream: guard.stream,
    expected: guard.revision,
    actual,
  });
};

const pause = (timers: Timers, ms: number): Promise<void> => new Promise((resolve) => void timers.after(ms, resolve));

const attemptOnce = async (
  { client, timers, timeoutMs }: AppenderOptions,
  { stream, expected }: AppendRequest,
  events: EventData[],
): Promise<ClientResult> => {
  let cancel = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    cancel = timers.after(timeoutMs, () => reject(new Error('The append was not answered in time.')));
  });
  try {
    const answer = client.appendToStream(stream, events, { expectedRevision: expectedRevision(expected) });
    return await Promise.race([answer, timeout]);
  } finally {
    cancel();
  }
};

const resultOf = async (reader: Reader, { stream }: AppendRequest, answer: ClientResult): Promise<AppendResult> => {
  const revision = numberOf(answer.nextExpectedRevision, 'revision');
  if (answer.position !== undefined) {
    return { revision, position: positionOf(answer.position.commit, answer.position.prepare) };
  }
  for await (const event of reader.readStream(stream, { from: revision, limit: 1 })) {
    return { revision, position: event.position };
  }
  throw readFailure(new EventStoreError('unavailable', 'The append was written; its position could not be read.'));
};
