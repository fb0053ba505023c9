/** How the log in KurrentDB (EventStoreDB) is reached, and how long an append may take. */

export interface KurrentOptions {
  /**
   * `esdb://user:pass@host:2113?tls=true…` or `esdb+discover://…`; see docs/operations/kurrentdb.md. It holds the
   * credentials: it is never logged and stands in no error.
   */
  readonly connectionString: string;
  /** After how many ms one attempt of an append counts as *unknown outcome*. Default 5,000. */
  readonly appendTimeoutMs?: number;
  /** How often an append of unknown outcome is sent in all, with the same ids and expected revision. Default 8. */
  readonly appendAttempts?: number;
  /** No attempt begins later than so many ms after the first one. Default 12,000. */
  readonly appendGiveUpAfterMs?: number;
  /** How long a read may be silent before it counts as lost, in ms. Default 15,000. */
  readonly readTimeoutMs?: number;
  /** After how many times 32 scanned events the server sends a checkpoint. Default 32 (about 1,000 events). */
  readonly checkpointInterval?: number;
  /**
   * After how many ms without an event a subscription looks for itself how far the log goes; a server that does not answer
   * that either is given up after `readTimeoutMs`. Default 1,000.
   */
  readonly lookAfterMs?: number;
  readonly timers?: Timers;
}

/** The passing of time, handed in so that tests need not wait. */
export interface Timers {
  /** Calls back after `ms`; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
