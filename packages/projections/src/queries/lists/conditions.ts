/** What filters and sorts mean over the rows of a list: `row` is the case or grant, `practice` its practice. */

import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { searchable } from '../../fold/index.js';
import { markOf } from '../../folds/patients/marks.js';
import { isStorable } from '../../read-store/index.js';
import type { Direction, ListFilters } from '../questions.js';
import { CASE_STATUSES, CASE_TYPES, CATEGORIES, COLLABORATOR_STATUSES } from '../vocabulary.js';
import type { Cursor } from './cursor.js';

export type Condition = RawBuilder<SqlBool>;

/** Any of the values; none of them where there are none. A text that no store holds is no row's. */
export const oneOf = (column: RawBuilder<unknown>, values: readonly unknown[] | undefined): readonly Condition[] => {
  if (values === undefined) return [];
  const held = values.filter((value) => typeof value !== 'string' || isStorable(value));
  return [held.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`${column} in (${sql.join(held)})`];
};

/** Of any of these practices or providers: by their marks, which indexes have, and then by their ids. */
export const markedOneOf = (what: 'practice' | 'provider', ids: readonly string[]): Condition => {
  const [isOne] = oneOf(sql.ref(`row.${what}Id`), ids);
  if (isOne === undefined || ids.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.ref(`row.${what}Mark`)} in (${sql.join(ids.map(markOf))}) and ${isOne})`;
};

/** By the rank, which is indexed for each owner; a value that is none has no rows. */
const rankIn =
  <Value>(values: readonly Value[]) =>
  (value: Value): number =>
    values.indexOf(value);

/** The filters both lists have. `unread` is the list's own: a provider and a collaborator read for themselves. */
export const listConditions = (filters: ListFilters, unread: RawBuilder<number>): readonly Condition[] => [
  ...oneOf(sql.ref('row.statusRank'), filters.status?.map(rankIn(CASE_STATUSES))),
  ...oneOf(sql.ref('row.categoryRank'), filters.category?.map(rankIn(CATEGORIES))),
  ...oneOf(sql.ref('row.caseTypeRank'), filters.caseType?.map(rankIn(['none', ...CASE_TYPES]))),
  ...(filters.practiceId === undefined ? [] : [markedOneOf('practice', filters.practiceId)]),
  ...oneOf(sql.ref('row.collaboratorStatusRank'), filters.collaboratorStatus?.map(rankIn(COLLABORATOR_STATUSES))),
  ...(filters.unread === undefined ? [] : [filters.unread ? sql<SqlBool>`${unread} > 0` : sql<SqlBool>`${unread} = 0`]),
  ...(filters.activeSince === undefined ? [] : [sql<SqlBool>`"row"."lastActivity" >= ${filters.activeSince}`]),
  ...(filters.activeBefore === undefined ? [] : [sql<SqlBool>`"row"."lastActivity" < ${filters.activeBefore}`]),
];

/** What is searched for, as columns hold it; empty: nothing is. */
export const searchedText = ({ search }: { readonly search?: string }): string => searchable(search ?? '').trim();

/** Of every row; that it is asked for lets SQLite see that the index by owner and searched text serves. */
export const hasSearchedText: Condition = sql<SqlBool>`"row"."search" >= ''`;

export const anyOf = (conditions: readonly Condition[]): Condition =>
  sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;

/** 1 where it holds, else 0, as stores without a type for it say it too. */
export const asNumber = (condition: Condition): RawBuilder<number> =>
  sql<number>`case when ${condition} then 1 else 0 end`;

/** Rows behind the last one of the page before. */
export const behind = (
  keys: readonly RawBuilder<unknown>[],
  { last, direction }: Pick<Cursor, 'last' | 'direction'>,
): Condition => sql<SqlBool>`(${sql.join(keys)}) ${sql.raw(direction === 'ascending' ? '>' : '<')} (${sql.join(last)})`;

export const inOrder = (keys: readonly RawBuilder<unknown>[], direction: Direction): RawBuilder<unknown> =>
  sql`${sql.join(keys.map((key) => sql`${key} ${sql.raw(direction === 'ascending' ? 'asc' : 'desc')}`))}`;
