/** One state of the read store for all parts of an answer, so that access is decided on the rows that are returned. */

import type { Kysely, Transaction } from 'kysely';
import type { StoreTables } from '../read-store/index.js';

export type Snapshot = Transaction<StoreTables>;

export const inSnapshot = <Answer>(
  database: Kysely<StoreTables>,
  answer: (snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> => database.transaction().execute(answer);

/** JSON text that a fold wrote, so of the type it wrote. */
export const parsed = <Value>(text: string): Value => JSON.parse(text) as Value;
