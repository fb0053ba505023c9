/**
 * A projection: a pure fold from events to rows. No SQL and no I/O, so that the same fold fills the read store, answers
 * from memory for a past moment, and is compared with a rebuild.
 */

import type { DomainEvent, Recorded } from '@konsil/domain';

/** `json` columns hold plain JSON values inside a fold and text in the store; `boolean` is 0 or 1 there. */
export type ColumnKind = 'text' | 'integer' | 'boolean' | 'json';

export interface Column {
  readonly kind: ColumnKind;
  readonly nullable?: true;
}

/** Never unique: a log that breaks a rule must park a group, not stop the projection. */
export interface Index {
  readonly columns: readonly string[];
  /** Columns behind them by which rows are left out that are read in this order, without a look at the rows. */
  readonly filters?: readonly string[];
}

/** By which columns rows are counted; none of them may be null. */
export interface Counter {
  readonly by: readonly string[];
  /** Columns of which it matters only whether they hold something: a number above 0, a text that is not empty, `true`. */
  readonly whether?: readonly string[];
}

/** Who is told, while they follow what happens, when a row has changed; by ids alone. */
export interface Telling {
  /** Columns with ids of people or organisations. */
  readonly whom: readonly string[];
  /** What is told of the row, none of it personal data. */
  readonly columns: readonly string[];
  /** Those of the columns by which it is judged who may see the row: where they change it is told as it was, too. */
  readonly judged?: readonly string[];
}

/** A table as data. */
export interface Table {
  readonly columns: Readonly<Record<string, Column>>;
  /** In a keyed fold it begins with the column of the group's key: a group is one range of the table. */
  readonly primaryKey: readonly string[];
  /**
   * Rows have numbers and lie in the order they were added in. For many secondary indexes, each of which then names a row by its
   * number and not by its whole primary key; and for rows of more than 1 KB, which among keys would take a page each.
   */
  readonly numbered?: true;
  /** Secondary indexes; built last in a rebuild. */
  readonly indexes?: readonly Index[];
  /** A text column in which parts are searched for: a store that can finds its rows by any part, whoever's they are. */
  readonly searched?: string;
  /** Of a keyed fold: by the name of the table that each is kept in. */
  readonly counters?: Readonly<Record<string, Counter>>;
  /** Of a keyed fold. */
  readonly tells?: Telling;
}

/** A row, by column. A fold never changes a row: it puts a new one in its place. */
export type Row = object;
/** The rows of one group, by table. */
export type Group<Tables> = { readonly [Name in keyof Tables]: readonly Tables[Name][] };

interface FoldBase {
  readonly name: string;
  /** Counts up with every change of tables or meaning; the rows are then built anew. */
  readonly version: number;
  readonly tables: Readonly<Record<string, Table>>;
  /** Categories of the streams whose events the fold wants (`case` for `case-{caseId}`). */
  readonly categories: readonly string[];
}

/** Where an event that can't be read belongs, told from its stream alone. */
export type StreamGroup =
  | { readonly key: string }
  | { readonly lookUp: { readonly table: string; readonly column: string; readonly value: string } };

/** A fold that owns a bounded group of rows per key. */
export interface KeyedFold<Tables extends Record<keyof Tables, Row> = Record<string, Row>> extends FoldBase {
  readonly kind: 'keyed';
  /** Column that holds the group's key in every table, first in every primary key. */
  readonly groupColumn: string;
  /** The groups an event touches; none where the event is nothing to this fold. */
  keys(event: Recorded): readonly string[];
  /** The group after the event; rows and tables that did not change are the same objects. */
  evolve(group: Group<Tables>, event: Recorded, key: string): Group<Tables>;
  streamGroup(stream: string): StreamGroup | undefined;
  /** Whether the event is the first of its group, which then need not be loaded. */
  begins?(event: Recorded): boolean;
}

/** Rows of a data subject, and which of their columns become `NULL`. */
export interface Emptying {
  readonly table: string;
  /** Holds the subject's id. */
  readonly column: string;
  readonly subject: string;
  /** Columns that may be null. */
  readonly empty: readonly string[];
}

/** A fold whose rows come from the event alone; nothing is loaded and nothing is changed later, but by an erasure. */
export interface AppendingFold<Tables extends Record<keyof Tables, Row> = Record<string, Row>> extends FoldBase {
  readonly kind: 'appending';
  rows(event: Recorded): Partial<Group<Tables>>;
  /** What an erasure takes out of the rows that were added before it. Needed where a row holds personal data. */
  emptied?(event: Recorded): readonly Emptying[];
}

/** Any fold, as the engine and the store see it. */
export type Fold = KeyedFold | AppendingFold;

/** The columns of a table checked against the type of its rows. */
export type ColumnsOf<R extends Row> = { readonly [Name in keyof Required<R>]: Column };

/** A row as the store holds it: booleans as 0 and 1, JSON as text. */
export type Stored<R extends Row> = {
  readonly [Name in keyof R]: R[Name] extends boolean
    ? number
    : R[Name] extends string | number | null
      ? R[Name]
      : null extends R[Name]
        ? string | null
        : string;
};

/** Events in the log's order, nothing left out that the fold's categories name. */
export type History = Iterable<Recorded<DomainEvent>>;
