/** The log as the rest of Konsil sees it, with EventStoreDB's meaning. Three stores implement it and pass one contract suite. */

/** What the stream must look like for an append to be taken; a number is the revision of its last event. */
export type ExpectedRevision = 'no-stream' | 'stream-exists' | 'any' | number;

/** An event to be written: encoded and sealed already, plain JSON. */
export interface NewEvent {
  /** UUID; an append with the same ids and expected revision is taken as the same append. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An event as the store gives it back. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /** Place in the whole log, strictly increasing, from 0 or more. */
  readonly position: number;
  /** When the log took it, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** JSON texts; `undefined` where the store could not decode the bytes. */
  readonly data: string | undefined;
  readonly metadata: string | undefined;
}

/** A stream on whose state a decision rests without writing to it; -1: it has no event. */
export interface Guard {
  readonly stream: string;
  readonly revision: number;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** At least one. */
  readonly events: readonly NewEvent[];
  /** Confirmed with the append: in the same transaction where the store can, directly before it where it can't. */
  readonly guards?: readonly Guard[];
}

export interface AppendResult {
  /** Revision and position of the last event of the request. */
  readonly revision: number;
  readonly position: number;
}

export interface ReadOptions {
  /** First revision or position to read, inclusive. Default: the first one in the direction. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export type SubscriptionMessage =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  /** Everything up to here has been looked at, also what the filter left out. */
  | { readonly kind: 'checkpoint'; readonly position: number }
  /** Everything the log held has been delivered; from here on it is live. */
  | { readonly kind: 'caught-up'; readonly position: number };

export interface SubscribeOptions {
  /** Position of the last event that was dealt with; -1 from the start. Exclusive. */
  readonly after: number;
  /** Only streams whose name begins with one of these. */
  readonly prefixes?: readonly string[];
  /** How many events a message holds at the most. */
  readonly pageSize?: number;
  readonly signal: AbortSignal;
}

export interface EventStore {
  /** `atomic`: guards hold in the transaction of the append; `checked-before`: a head read directly before it. */
  readonly guards: 'atomic' | 'checked-before';
  append(request: AppendRequest): Promise<AppendResult>;
  /** The events of one stream, paged inside; none for a stream without events. */
  readStream(stream: string, options?: ReadOptions): AsyncIterable<StoredEvent>;
  readAll(options?: ReadOptions): AsyncIterable<StoredEvent>;
  /** Revision of the stream's last event, -1 where it has none. */
  headRevision(stream: string): Promise<number>;
  /** Position of the log's last event, -1 where it has none. */
  headPosition(): Promise<number>;
  /**
   * The log from a position on, for ever: what is there, then what comes. Ends when the signal aborts, throws a
   * {@link EventStoreError} when the connection is lost; who must go on subscribes again.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  close(): Promise<void>;
}
