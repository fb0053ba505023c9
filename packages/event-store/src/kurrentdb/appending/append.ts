/** Appends: guards first, then as many attempts as it takes to know the outcome, bounded. */

import { checkAppend } from '../../append-request.js';
import type { EventStoreError } from '../../errors.js';
import type { AppendRequest, AppendResult } from '../../port.js';
import type { KurrentClient } from '../connection/client.js';
import { refusalOfAppend, unknownOutcome } from '../error-mapping.js';
import type { Timers } from '../options.js';
import type { Reader } from '../reading/reader.js';
import { takenFromBatch, takenFromUnary, type Taken } from './answers.js';
import { checkGuards } from './guards.js';
import { batchMessages, unaryMessages } from './proposals.js';

export interface AppenderOptions {
  readonly client: Pick<KurrentClient, 'takesBatches' | 'batchCall' | 'unaryAppend'>;
  readonly reader: Pick<Reader, 'readStream' | 'headRevision'>;
  readonly timers: Timers;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly giveUpAfterMs: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Appends as the port says. An attempt that is not answered in time, or whose connection breaks, has an unknown outcome:
 * it is repeated with the same ids and the same expected revision, which the server recognises. Guards are read once,
 * directly before the first attempt; what was decided then is what the repeats write. Once it is taken, or may be, nothing
 * but `unknown-outcome` is thrown unless the server says by the same append that it never was.
 */
export const append = async (options: AppenderOptions, request: AppendRequest): Promise<AppendResult> => {
  checkAppend(request);
  const repeated = await checkGuards(options.reader, request);
  if (repeated !== undefined) return repeated;
  const taken = await untilKnown(options, request.stream, (attempt) =>
    attemptOnce(options, request).catch((error: unknown) => {
      const refusal = refusalOfAppend(error, request);
      throw refusal !== undefined && (attempt === 0 || isOfTheAppend(refusal)) ? new Certain(refusal) : error;
    }),
  );
  return untilKnown(options, request.stream, () => placeOf(options.reader, request.stream, taken));
};

/** A failure that ends the attempts. */
class Certain extends Error {
  constructor(readonly refusal: EventStoreError) {
    super(refusal.message);
  }
}

/** Refusals that hold for the earlier attempts as well; that access is denied now says nothing of what was written. */
const isOfTheAppend = ({ code }: EventStoreError): boolean =>
  code === 'wrong-expected-revision' || code === 'too-large' || code === 'invalid-append';

/** Tries until something is known, bounded. @throws EventStoreError what is certain; otherwise `unknown-outcome` */
const untilKnown = async <Known>(
  { attempts, giveUpAfterMs, timers }: AppenderOptions,
  stream: string,
  once: (attempt: number) => Promise<Known>,
): Promise<Known> => {
  const start = performance.now();
  let failure: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await pause(timers, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    if (attempt > 0 && performance.now() - start > giveUpAfterMs) break;
    try {
      return await once(attempt);
    } catch (error) {
      if (error instanceof Certain) throw error.refusal;
      failure = error;
    }
  }
  throw unknownOutcome(failure, stream);
};

/** Jittered, so that appends which broke together don't come back together. */
const pause = (timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => void timers.after(ms * (0.5 + Math.random()), resolve));

const attemptOnce = async ({ client, timers, timeoutMs }: AppenderOptions, request: AppendRequest): Promise<Taken> => {
  const overdue = new AbortController();
  const timeout = new Promise<never>((_resolve, reject) => {
    overdue.signal.addEventListener('abort', () => reject(new Error('The append was not answered in time.')));
  });
  const cancel = timers.after(timeoutMs, () => overdue.abort());
  const ask = async (): Promise<Taken> => {
    if (!(await client.takesBatches())) {
      return takenFromUnary(await client.unaryAppend(unaryMessages(request), timeoutMs), request);
    }
    const call = await client.batchCall();
    return takenFromBatch(await call.send(batchMessages(request, timeoutMs), overdue.signal), request);
  };
  try {
    return await Promise.race([ask(), timeout]);
  } finally {
    cancel();
  }
};

/** Where the taken append stands; some servers leave its position out for a repeat, then it is read. */
const placeOf = async (
  reader: AppenderOptions['reader'],
  stream: string,
  { revision, position }: Taken,
): Promise<AppendResult> => {
  if (position !== undefined) return { revision, position };
  for await (const event of reader.readStream(stream, { from: revision, limit: 1 })) {
    if (event.revision === revision) return { revision, position: event.position };
  }
  throw new Error('The append was written, but its position could not be read.');
};
