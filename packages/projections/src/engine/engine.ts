/** The engine: reads the log once for all folds and keeps their rows. */

import type { Codec, EventStore } from '@konsil/event-store';
import type { Fold } from '../fold/index.js';
import type { ParkedGroup, ReadStore } from '../read-store/index.js';
import type { Retried } from './repairing.js';
import type { Told } from './telling.js';

/** Told after each transaction, for live updates: ids only. Also when nothing but the checkpoint moved. */
export interface Commit {
  /** First and last position that were looked at; `to` is behind an earlier one only where the rows are built anew. */
  readonly from: number;
  readonly to: number;
  /** Keys of the groups that changed, by fold. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
  /** The rows that changed, of tables that tell somebody; nothing where nobody listens. */
  readonly told: readonly Told[];
}

export type { Retried } from './repairing.js';
export type { Told } from './telling.js';

export interface EngineOptions {
  /** Where it has a `wake`, waking the engine makes it look for new events at once. */
  readonly store: EventStore & { readonly wake?: () => void };
  readonly codec: Codec;
  /** Opened for writing. */
  readonly readStore: ReadStore;
  readonly folds: readonly Fold[];
  readonly onCommit?: (commit: Commit) => void;
  /** Whether anybody listens to what commits tell of rows; asked before each transaction. Default: nobody. */
  readonly tells?: () => boolean;
  /** Told of what went wrong before it is tried again; the message holds no personal data. */
  readonly onTrouble?: (error: unknown, retryInMilliseconds: number) => void;
  /** Events a page holds at the most; default 500. An empty store is filled with many pages in one transaction. */
  readonly pageSize?: number;
}

export interface Engine {
  /** Runs until the signal aborts; resolves then. Whatever goes wrong with the log is tried again for ever. */
  run(signal: AbortSignal): Promise<void>;
  /** Looks for new events now: ends a pause before the next try, and wakes the log's subscription. */
  wake(): void;
  /**
   * Tries parked groups again, all of them or one: their events are loaded and folded once more. A group that can't be
   * folded still stays parked, at the place where it came to. Rejects with {@link NotFollowing} while the engine has no
   * hold of the log.
   */
  retry(which?: Pick<ParkedGroup, 'fold' | 'key'>): Promise<readonly Retried[]>;
  /** Position up to which the rows are; -1 before the first event, and until it is known that they are of this log. */
  checkpoint(): number;
  /** Resolves when everything the log held at some moment after the start is in the rows. */
  readonly caughtUp: Promise<void>;
  /** Resolves when the rows have reached the position; rejects when the signal aborts first. */
  reached(position: number, signal?: AbortSignal): Promise<void>;
}
