/** Catch-up subscriptions to the whole log, filtered by the server. */

import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreError } from '../../errors.js';
import type { StoredEvent, SubscribeOptions, SubscriptionMessage } from '../../port.js';
import { pageSizeOf } from '../../page-size.js';
import type { KurrentClient } from '../connection/client.js';
import { readFailure } from '../error-mapping.js';
import { Inbox } from './inbox.js';
import type { Timers } from '../options.js';
import type { Reader } from './reader.js';
import { subscriptionRequest } from './requests.js';
import { storedEventOf } from './stored-event.js';

export interface SubscriberOptions {
  readonly client: KurrentClient;
  readonly reader: Reader;
  readonly timers: Timers;
  readonly checkpointInterval: number;
  /** After so many ms without an answer it is looked how far the log goes. */
  readonly lookAfterMs: number;
}

/**
 * The port's `subscribe`. The end of the log is read first: a position beyond it means that the log is not the one the
 * position came from, which the server itself would not say. At `caught-up` everything up to that end has been looked
 * at, so it names the larger of that end and the last event delivered. The server's own checkpoints are not handed on:
 * servers have sent old ones and ones beyond the end, and a position that was delivered is known without them. Where the
 * server is silent, the log itself is read for a `checkpoint`: so a position moves on past what the filter leaves out, and
 * a node that is frozen or leads no more is noticed.
 *
 * @throws EventStoreError `unavailable` when the connection is lost, `damaged` for a position beyond the log's end
 */
export async function* subscribe(
  { client, reader, timers, checkpointInterval, lookAfterMs }: SubscriberOptions,
  options: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  const { after, prefixes, signal } = options;
  const pageSize = pageSizeOf(options);
  if (signal.aborted) return;
  const end = await reader.endOfLog();
  refuseBeyond(end, after);
  const progress = new Progress(after, end);
  let inbox: Inbox | undefined;
  try {
    inbox = new Inbox(await client.openRead(subscriptionRequest(after, prefixes, checkpointInterval)), {
      timers,
      signal,
      silenceMs: lookAfterMs,
    });
    for (;;) {
      const answers = await inbox.take(pageSize);
      if (signal.aborted) return;
      if (answers === 'silent') {
        const position = await quietUntil(reader, { after: progress.named, prefixes, signal });
        if (signal.aborted) return;
        if (progress.moveTo(position)) yield { kind: 'checkpoint', position };
        continue;
      }
      if (answers.length === 0) throw new EventStoreError('unavailable', 'The event store ended the subscription.');
      yield* untilAborted(messagesOf(answers, progress), signal);
    }
  } catch (error) {
    if (!signal.aborted) throw readFailure(error);
  } finally {
    inbox?.close();
  }
}

/** How many records are looked at before a subscription is asked again. */
const LOOK_AT = 1_000;

/** Position up to which the log holds nothing for these prefixes; what the server has yet to deliver lies behind it. */
const quietUntil = async (
  reader: Reader,
  what: { readonly after: number; readonly prefixes: readonly string[] | undefined; readonly signal: AbortSignal },
): Promise<number> => {
  const { after, prefixes, signal } = what;
  let quiet = after;
  for await (const { position, stream } of reader.recordsAfter(after, LOOK_AT, signal)) {
    if (prefixes === undefined ? !stream.startsWith('$') : prefixes.some((prefix) => stream.startsWith(prefix))) break;
    quiet = position;
  }
  return quiet;
};

const refuseBeyond = (end: number, after: number): void => {
  if (after <= end) return;
  throw new EventStoreError(
    'damaged',
    `Position ${after} lies beyond the end of the log (${end}): this is not the log that the position came from, or it ` +
      'has lost its tail. Check the connection and the backup before the read models are rebuilt.',
  );
};

function* untilAborted(messages: Iterable<SubscriptionMessage>, signal: AbortSignal) {
  for (const message of messages) {
    if (signal.aborted) return;
    yield message;
  }
}

/** How far a subscriber may believe to be; it never goes back. */
class Progress {
  delivered: number;
  #named: number;

  constructor(
    after: number,
    readonly end: number,
  ) {
    this.delivered = after;
    this.#named = after;
  }

  /** Moves on to a position and answers whether that is news. */
  moveTo(position: number): boolean {
    const isNews = position > this.#named;
    this.#named = Math.max(this.#named, position);
    return isNews;
  }

  get named(): number {
    return this.#named;
  }
}

/** The messages of one page of answers, in the server's order: the events between two signals are one message. */
function* messagesOf(answers: readonly ReadResp[], progress: Progress): Generator<SubscriptionMessage> {
  let events: StoredEvent[] = [];
  const flush = function* (): Generator<SubscriptionMessage> {
    if (events.length > 0) yield { kind: 'events', events };
    events = [];
  };
  for (const answer of answers) {
    const recorded = answer.getEvent()?.getEvent();
    const event = recorded === undefined ? undefined : storedEventOf(recorded);
    if (event !== undefined && event.position > progress.delivered) {
      progress.delivered = event.position;
      progress.moveTo(event.position);
      events.push(event);
    }
    if (answer.hasCaughtUp()) {
      yield* flush();
      progress.moveTo(progress.end);
      yield { kind: 'caught-up', position: progress.named };
    }
  }
  yield* flush();
}
