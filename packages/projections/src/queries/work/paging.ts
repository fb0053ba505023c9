/** Lists in the order of time, told apart by ids: keyset paging as in the other lists. */

import { type RawBuilder, sql } from 'kysely';
import { behind, type Condition, inOrder } from '../lists/conditions.js';
import { checkedLimit, decodeCursor, encodeCursor } from '../lists/cursor.js';
import type { Direction } from '../questions.js';
import type { WorkPage } from './answers.js';
import type { PageQuestion } from './questions.js';

const LIMIT = { most: 200, usual: 50 };

type Key = RawBuilder<unknown>;

/** A list that a cursor can be of. */
export interface TimeList {
  readonly name: string;
  readonly direction: Direction;
  /** The moment, then what tells rows apart. */
  readonly keys: readonly Key[];
}

export const keysOf = (...columns: readonly string[]): readonly Key[] => columns.map((column) => sql.ref(column));

/** @throws QueryError for a limit that is none. */
const limitOf = ({ limit }: PageQuestion): number => checkedLimit(limit, LIMIT);

/** One row more than a page holds, so that it is known whether another page follows. */
export const rowsToRead = (question: PageQuestion): number => limitOf(question) + 1;

export const inTime = ({ keys, direction }: TimeList): RawBuilder<unknown> => inOrder(keys, direction);

/** Where the page begins. @throws QueryError for a cursor that is none. */
export const behindCursor = ({ cursor }: PageQuestion, { name, direction, keys }: TimeList): readonly Condition[] =>
  cursor === undefined
    ? []
    : [
        behind(
          keys,
          decodeCursor(
            cursor,
            name,
            direction,
            keys.map(() => 'text' as const),
          ),
        ),
      ];

/** The page, when one row more than it may hold was read. */
export const workPage = <Read, Row>(
  question: PageQuestion,
  { name: sort, direction }: TimeList,
  read: readonly Read[],
  toRow: (read: Read) => Row,
  placeOf: (read: Read) => readonly string[],
): WorkPage<Row> => {
  const limit = limitOf(question);
  const shown = read.slice(0, limit);
  const last = shown.at(-1);
  const isMore = read.length > limit && last !== undefined;
  return { rows: shown.map(toRow), ...(isMore && { next: encodeCursor({ sort, direction, last: placeOf(last) }) }) };
};
