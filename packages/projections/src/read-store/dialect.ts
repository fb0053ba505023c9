/** What the queries ask for and the stores' SQL says in different words. All else they say alike. */

import type { RawBuilder, SqlBool } from 'kysely';

export interface Dialect {
  /** The text stands somewhere in the column, as it is: both are in lower case. No text stands in a missing value. */
  contains(column: string, text: string): RawBuilder<SqlBool>;
  /** Rows of texts as a table to select from, its columns so called; one value to the statement, however many they are. */
  rowsOf(columns: readonly string[], rows: readonly (readonly string[])[]): RawBuilder<unknown>;
  /**
   * To be run in a transaction, for what follows in it: rows are read in the order that is asked for, instead of sorted. For
   * a store that estimates how many rows fit, where that is known.
   */
  readonly inOrder?: RawBuilder<unknown>;
}
