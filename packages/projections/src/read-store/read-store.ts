/** The read store as the engine and the queries see it. */

import type { Kysely } from 'kysely';
import type { Emptying, Group, KeyedFold, Row } from '../fold/index.js';
import type { Cell, RowChange } from './cells.js';
import type { StoreTables } from './tables.js';

/** How far the rows are, and the event that proves they are of this log. */
export interface Checkpoint {
  /** Everything up to here is in the rows; -1: nothing yet. */
  readonly position: number;
  /** The last event that was looked at; absent before the first one. */
  readonly anchor?: { readonly position: number; readonly eventId: string };
}

/** A group that is not folded any further because of an event that could not be. */
export interface ParkedGroup {
  readonly fold: string;
  /** The group's key; for an appending fold the event's id; where no group is known, the stream's name. */
  readonly key: string;
  readonly position: number;
  readonly eventType: string;
  /** Never personal data. */
  readonly reason: string;
  readonly parkedAt: string;
}

/** What a transaction changes, by table. */
export interface Changes {
  /** Rows that the store has not: cells in the order of the table's columns. */
  readonly upserts: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  /** Rows that the store has. */
  readonly updates: ReadonlyMap<string, readonly RowChange[]>;
  /** Cells of primary keys. */
  readonly deletes: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  /** After all others: what is erased in rows that were added before, these among them. */
  readonly emptied: readonly Emptying[];
  /** Personal data are erased by these changes: no page of the write-ahead log may hold them for long. */
  readonly erases: boolean;
  readonly parked: readonly ParkedGroup[];
}

/** The writing side: one holder, used by the engine alone. */
export interface ReadStoreWriter {
  checkpoint(): Checkpoint;
  loadGroup(fold: KeyedFold, key: string): Group<Record<string, Row>>;
  /** The group a value belongs to, for an event that can't be read itself. */
  lookUpGroup(fold: KeyedFold, table: string, column: string, value: string): string | undefined;
  parked(): readonly ParkedGroup[];
  /** Rows, parked groups and checkpoint in one transaction; the checkpoint never goes back. */
  commit(changes: Changes, checkpoint: Checkpoint): void;
  /** Whether the secondary indexes are still to be built, as they are from an empty store until the log is caught up. */
  readonly bulk: boolean;
  /**
   * Builds the next secondary index, in a transaction of its own; `false` when none is left to be built and the store is
   * no longer `bulk`. What was built stays built when the process ends in between.
   */
  buildNextIndex(): boolean;
  /** Forgets all rows: the store was of another log, or ahead of it. */
  reset(): void;
  /**
   * Writes the file anew, without what free pages and the write-ahead log still hold of earlier rows. Takes as long as
   * copying the file; for an erasure while nothing is served.
   */
  compact(): void;
}

export interface ReadStore {
  /** Queries; read-only on a connection of its own (a store in memory has but one). */
  readonly queries: Kysely<StoreTables>;
  /** Absent where the store was opened read-only. */
  readonly writer?: ReadStoreWriter;
  /** Position up to which the rows are; also for another process or thread than the engine's. */
  readCheckpoint(): number;
  parked(): readonly ParkedGroup[];
  close(): void;
}
