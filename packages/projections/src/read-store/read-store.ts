/** The read store as the engine and the queries see it. */

import type { Kysely } from 'kysely';
import type { Emptying, Fold, Group, KeyedFold, Row } from '../fold/index.js';
import type { Cell, RowChange } from './cells.js';
import type { Dialect } from './dialect.js';
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

/** How many rows more, or less where negative, have these values in the columns of a counter. */
export interface CountChange {
  /** In the order of the counter's primary key. */
  readonly cells: readonly Cell[];
  readonly by: number;
}

/** What a transaction changes, by table. */
export interface Changes {
  /** Rows that the store has not: cells in the order of the table's columns. */
  readonly upserts: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  /** Rows that the store has. */
  readonly updates: ReadonlyMap<string, readonly RowChange[]>;
  /** Cells of primary keys. */
  readonly deletes: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  /** By the name of the counter; a count that comes to 0 is no row. */
  readonly counts: ReadonlyMap<string, readonly CountChange[]>;
  /** After all others: what is erased in rows that were added before, these among them. */
  readonly emptied: readonly Emptying[];
  /** Personal data are erased by these changes: no page of the write-ahead log may hold them for long. */
  readonly erases: boolean;
  /** Parked no longer; before those of `parked`, which may name a group anew. */
  readonly unparked: readonly Pick<ParkedGroup, 'fold' | 'key'>[];
  readonly parked: readonly ParkedGroup[];
}

/** The rows of one group, by table, each table's in the order of its primary key. */
export type StoredGroup = Group<Record<string, Row>>;

/**
 * The writing side: one holder, used by the engine alone, one call after the other. Whatever a method throws is the
 * store's trouble, never that of an event.
 */
export interface ReadStoreWriter {
  checkpoint(): Promise<Checkpoint>;
  /** A group for each of the keys, without rows where the store has none. */
  loadGroups(fold: KeyedFold, keys: readonly string[]): Promise<ReadonlyMap<string, StoredGroup>>;
  /** The group a value belongs to, for an event that can't be read itself. */
  lookUpGroup(fold: KeyedFold, table: string, column: string, value: string): Promise<string | undefined>;
  parked(): Promise<readonly ParkedGroup[]>;
  /** Rows, parked groups and checkpoint in one transaction; the checkpoint never goes back. */
  commit(changes: Changes, checkpoint: Checkpoint): Promise<void>;
  /** Whether the secondary indexes are still to be built, as they are from an empty store until the log is caught up. */
  isBulk(): Promise<boolean>;
  /**
   * Builds the next secondary index, in a transaction of its own; `false` when none is left to be built and the store is
   * no longer in bulk. What was built stays built when the process ends in between.
   */
  buildNextIndex(): Promise<boolean>;
  /** Forgets all rows: the store was of another log, or ahead of it. */
  reset(): Promise<void>;
  /**
   * Forgets the rows of one fold and where all stood: from here on it alone is to be folded, to where the others stand. For a
   * copy that nobody reads; cut short, it is of no use.
   */
  forget(fold: Fold): Promise<void>;
  /**
   * Writes everything anew, without what the store's files still hold of earlier rows. Takes as long as copying them; for
   * an erasure while nothing is served.
   */
  compact(): Promise<void>;
}

export interface ReadStore {
  /** Queries; read-only on a connection of its own (a store in memory has but one). */
  readonly queries: Kysely<StoreTables>;
  readonly dialect: Dialect;
  /** Absent where the store was opened read-only. */
  readonly writer?: ReadStoreWriter;
  /** Position up to which the rows are; also for another process or thread than the engine's. */
  readCheckpoint(): Promise<number>;
  parked(): Promise<readonly ParkedGroup[]>;
  close(): Promise<void>;
}
