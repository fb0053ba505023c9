/** One state of the read store for all parts of an answer, so that access is decided on the rows that are returned. */

import type { Kysely, Transaction } from 'kysely';
import type { ReadStore, StoreTables } from '../read-store/index.js';

/** What queries are put to: the rows, and how the store's SQL says what stores say differently. */
export type Source = Pick<ReadStore, 'queries' | 'dialect'>;
export type Snapshot = Transaction<StoreTables>;

/** SQLite's transactions are always so, and it ignores being told. */
export const inSnapshot = <Answer>(
  database: Kysely<StoreTables>,
  answer: (snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> =>
  database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(answer);

/** JSON text that a fold wrote, so of the type it wrote. */
export const parsed = <Value>(text: string): Value => JSON.parse(text) as Value;
