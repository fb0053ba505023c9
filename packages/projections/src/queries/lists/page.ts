/** What both lists do with a question: sort, page, count. */

import { type RawBuilder, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { ListPage } from '../answers.js';
import type { Direction } from '../questions.js';
import { behind, type Condition, inOrder } from './conditions.js';
import { type CountRow, quickCounts, totalOf } from './counting.js';
import { checkedLimit, decodeCursor, encodeCursor, type ValueKind } from './cursor.js';

const LIMIT = { most: 200, usual: 50 };

interface Question<Sort extends string> {
  readonly sort?: Sort;
  readonly direction?: Direction;
  readonly cursor?: string;
  readonly limit?: number;
}

/** A question worked out into parts of SQL. */
export interface Plan {
  /** The sort's value, for the cursor of the page after. */
  readonly sortValue: RawBuilder<string | number>;
  readonly order: RawBuilder<unknown>;
  readonly direction: Direction;
  readonly ties: readonly RawBuilder<unknown>[];
  /** Where the page begins. */
  readonly begins: readonly Condition[];
  /** Sort value and ties of the last row of the page before. */
  readonly after?: readonly (string | number)[];
  readonly limit: number;
  readonly cursorAfter: (last: readonly (string | number)[]) => string;
}

const newestFirst = ['lastActivity', 'unread'];
/** Sorts by a rank or a count; the others are by text. */
const numeric = ['status', 'category', 'caseType', 'collaborators', 'collaboratorStatus', 'unread'];

/** Every row has more, or this: that it is asked for lets SQLite see that the index by the sort serves, as for a later page. */
const LOWEST: Readonly<Record<ValueKind, string | number>> = { text: '', number: 0 };

/** What tells rows of the same sort value apart. */
export interface Tie {
  readonly column: string;
  readonly kind: ValueKind;
}

/** @throws QueryError for a cursor or limit that is none. */
export const planOf = <Sort extends string>(
  question: Question<Sort>,
  sorts: Readonly<Record<Sort, RawBuilder<string | number>>>,
  usual: Sort,
  ties: readonly Tie[],
): Plan => {
  const sort = question.sort ?? usual;
  const direction = question.direction ?? (newestFirst.includes(sort) ? 'descending' : 'ascending');
  const sortValue = sorts[sort];
  const tied = ties.map(({ column }) => sql.ref(column));
  const keys = [sortValue, ...tied];
  const kind: ValueKind = numeric.includes(sort) ? 'number' : 'text';
  const kinds = [kind, ...ties.map((tie) => tie.kind)];
  const after = question.cursor === undefined ? undefined : decodeCursor(question.cursor, sort, direction, kinds);
  return {
    sortValue,
    ties: tied,
    order: inOrder(keys, direction),
    direction,
    begins: [after === undefined ? sql<SqlBool>`${sortValue} >= ${LOWEST[kind]}` : behind(keys, after)],
    ...(after !== undefined && { after: after.last }),
    limit: checkedLimit(question.limit, LIMIT),
    cursorAfter: (last) => encodeCursor({ sort, direction, last }),
  };
};

/** The same page, as far as it is made of rows that have this sort value: those of the condition. */
export const planWithin = (plan: Plan, value: string, isWithin: readonly Condition[], limit: number): Plan => {
  const { ties, direction, after } = plan;
  const goesOn = after?.[0] === value ? [behind(ties, { last: after.slice(1), direction })] : [];
  return {
    ...plan,
    sortValue: sql<string>`cast(${value} as text)`,
    order: inOrder(ties, direction),
    begins: [...isWithin, ...goesOn],
    limit,
  };
};

/** The rows from where the page begins, in its order, one more than it may hold. */
export const paged = <Tables, Name extends keyof Tables, Output>(
  query: SelectQueryBuilder<Tables, Name, Output>,
  { begins, order, limit }: Plan,
): SelectQueryBuilder<Tables, Name, Output> =>
  begins
    .reduce((narrower, condition) => narrower.where(condition), query)
    .orderBy(order)
    .limit(limit + 1);

/** The page, when one row more than it may hold was read. */
export const pageOf = <Read, Row>(
  read: readonly Read[],
  { limit, cursorAfter }: Plan,
  toRow: (read: Read) => Row,
  placeOf: (read: Read) => readonly (string | number)[],
  { groups, counted }: { readonly groups: readonly CountRow[]; readonly counted: number },
): ListPage<Row> => {
  const shown = read.slice(0, limit);
  const last = shown.at(-1);
  const next = read.length > limit && last !== undefined ? { next: cursorAfter(placeOf(last)) } : {};
  return { rows: shown.map(toRow), ...next, total: totalOf(counted), counts: quickCounts(groups) };
};
