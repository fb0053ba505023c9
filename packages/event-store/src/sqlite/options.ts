import type { EventStoreError } from '../errors.js';
import type { EventStore } from '../port.js';
import type { OnAppend } from './writer.js';

export interface SqliteEventStoreOptions {
  /** Folder of `events.db`, `events.lock` and the holder's note; made (mode 0700) by a writer where it is missing. */
  readonly folder: string;
  /** Follow a log that another thread or process writes. Needs no lock; `append` answers `access-denied`. */
  readonly readOnly?: boolean;
  /** Milliseconds since 1970; the system's clock where absent. */
  readonly clock?: () => number;
  /** `worker` (default) needs the compiled package; `in-process` is for tests from source and short commands. */
  readonly checkpoints?: 'worker' | 'in-process';
  /** How often a reader looks for commits of others, in milliseconds; default 10. */
  readonly pollMs?: number;
  /** Runs in the transaction of every append. */
  readonly onAppend?: OnAppend;
  /** Called behind every commit, with the position of the log's last event: to wake readers on other threads. */
  readonly onCommit?: (headPosition: number) => void;
  /**
   * A write or sync failed and nothing is taken any more: the process has to stop, since what it holds in memory may
   * differ from what the disk holds. Without it the process is only told by `damaged` on every call.
   */
  readonly onFatal?: (error: EventStoreError) => void;
  /**
   * **Loses acknowledged events at a crash.** Acknowledges before the commit: the control of the fault test, which has to
   * fail with it. Refused where `NODE_ENV` is `production`.
   */
  readonly unsafeAcknowledgeBeforeCommit?: boolean;
  /**
   * **Records what was decided on what no longer holds.** Looks at no guard: the control of the fault test `race`, which
   * has to fail with it. Refused where `NODE_ENV` is `production`.
   */
  readonly unsafeIgnoreGuards?: boolean;
}

/** The log in one SQLite file. Positions are dense from 0. */
export interface SqliteEventStore extends EventStore {
  readonly guards: 'atomic';
  /** The identity of this log: what was derived from another one is recognised by it. */
  readonly logId: string;
  /** Revision of the stream's last event, -1 where it has none; at once, from memory where the writer knows it. */
  headRevisionSync(stream: string): number;
  /** Position of the log's last event, -1 where it has none; at once. */
  headPositionSync(): number;
  /** Lets subscriptions look for new events now instead of at the next poll. */
  wake(): void;
}
