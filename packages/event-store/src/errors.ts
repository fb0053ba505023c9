/** What can go wrong with the log; every store throws these and no others. Test on `code`. */
export type EventStoreErrorCode =
  /** The stream is not at the expected revision; `actual` says where it is. */
  | 'wrong-expected-revision'
  /** A stream that the decision rested on has moved; `stream` and `actual` say which and where to. */
  | 'guard-moved'
  /** The request itself is wrong: no events, an id that is no UUID, an empty name or type, data that is no JSON. */
  | 'invalid-append'
  /** An event over 1 MiB or an append over 16 MiB. */
  | 'too-large'
  /** Whether it was written is not known: repeat with the same ids and the same expected revision. */
  | 'unknown-outcome'
  /** The store can't be reached or is closing; nothing was written. */
  | 'unavailable'
  | 'access-denied'
  | 'stream-deleted'
  /** Another process holds the log; `holder` says which. */
  | 'locked'
  /** What the files hold is not what was written. */
  | 'damaged';

export interface EventStoreErrorFacts {
  readonly stream?: string;
  readonly expected?: string | number;
  readonly actual?: number;
  readonly holder?: string;
}

export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';

  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    readonly facts: EventStoreErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether an error is one of the log's; by shape, since `instanceof` fails across module contexts. */
export const isEventStoreError = (error: unknown, code?: EventStoreErrorCode): error is EventStoreError =>
  typeof error === 'object' &&
  error !== null &&
  (error as { name?: unknown }).name === 'EventStoreError' &&
  (code === undefined || (error as { code?: unknown }).code === code);
