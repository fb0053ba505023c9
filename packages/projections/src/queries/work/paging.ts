/** Lists in the order of time, told apart by ids: keyset paging as in the other lists. */

import { type RawBuilder, sql } from 'kysely';
import { behind, type Condition, inOrder } from '../lists/conditions.js';
import { checkedLimit, decodeCursor, encodeCursor } from '../lists/cursor.js';
import type { WorkPage } from './answers.js';
import type { WorkQuestion } from './questions.js';

const LIMIT = { most: 200, usual: 50 };
const direction = 'ascending';

type Key = RawBuilder<unknown>;

export const keysOf = (...columns: readonly string[]): readonly Key[] => columns.map((column) => sql.ref(column));

/** @throws QueryError for a limit that is none. */
const limitOf = ({ limit }: WorkQuestion): number => checkedLimit(limit, LIMIT);

/** One row more than a page holds, so that it is known whether another page follows. */
export const rowsToRead = (question: WorkQuestion): number => limitOf(question) + 1;

export const inTime = (keys: readonly Key[]): RawBuilder<unknown> => inOrder(keys, direction);

/** Where the page begins. `keys`: the moment, then what tells rows apart. @throws QueryError for a cursor that is none. */
export const behindCursor = ({ cursor }: WorkQuestion, list: string, keys: readonly Key[]): readonly Condition[] =>
  cursor === undefined ? [] : [behind(keys, decodeCursor(cursor, list, direction, keys.length))];

export const workPage = <Read, Row>(
  question: WorkQuestion,
  list: string,
  read: readonly Read[],
  toRow: (read: Read) => Row,
  placeOf: (read: Read) => readonly string[],
): WorkPage<Row> => {
  const limit = limitOf(question);
  const shown = read.slice(0, limit);
  const last = shown.at(-1);
  const isMore = read.length > limit && last !== undefined;
  return {
    rows: shown.map(toRow),
    ...(isMore && { next: encodeCursor({ sort: list, direction, last: placeOf(last) }) }),
  };
};
