/** Manage Orders: the cases of one provider. Rules: product.md F1. */

import { MOST_BULK_CASES } from '@konsil/domain';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { maskOf } from '../../folds/patients/marks.js';
import type { Dialect } from '../../read-store/index.js';
import type { ListPage, MatchingOrders, OrderRow } from '../answers.js';
import type { MatchingQuestion, OrderFilters, OrderSort, OrdersQuestion } from '../questions.js';
import { inSnapshot, type Snapshot, type Source } from '../snapshot.js';
import { collaboratorsCalled, isOfAny, practicesCalled } from './called.js';
import { anyOf, type Condition, hasSearchedText, listConditions, oneOf, searchedText } from './conditions.js';
import { type CountRow, fittingIn } from './counting.js';
import { areMany, lookFor, readInOrder } from './narrowing.js';
import { firstOf, isOwn, ownCases, readPage, toOrderRow } from './own-cases.js';
import { pageOf, type Plan, planOf } from './page.js';
import { collaboratorsOf } from './rows.js';
import { type Walk, walked } from './walking.js';

const sorts: Readonly<Record<OrderSort, RawBuilder<string | number>>> = {
  orderNumber: sql.ref('row.orderNumber'),
  patient: sql.ref('row.patientSort'),
  lastActivity: sql.ref('row.lastActivity'),
  status: sql.ref('row.statusRank'),
  category: sql.ref('row.categoryRank'),
  caseType: sql.ref('row.caseTypeRank'),
  practice: sql`coalesce("practice"."sortName", '')`,
  collaborators: sql.ref('row.collaborators'),
  collaboratorStatus: sql.ref('row.collaboratorStatusRank'),
  unread: sql.ref('row.unread'),
};

export const manageOrders = ({ queries, dialect }: Source, question: OrdersQuestion): Promise<ListPage<OrderRow>> =>
  inSnapshot(queries, async (snapshot) => {
    const conditions = await conditionsOf(snapshot, dialect, question);
    const groups = await counted(snapshot, question);
    const known = searchedText(question) === '' ? fittingIn(groups, question.filters ?? {}) : undefined;
    const looked =
      conditions.length === 0 || areMany(known)
        ? undefined
        : await lookFor(snapshot, 'cases', isOwn(question), conditions);
    const fitting = conditions.reduce(
      (query, condition) => query.where(condition),
      ownCases(snapshot, dialect, question, looked?.few),
    );
    const plan = planOf(question, sorts, 'lastActivity', [{ column: 'row.begunPosition', kind: 'number' }]);
    const read = (plans: readonly Plan[]) =>
      readPage(
        snapshot,
        plans.map((some) => firstOf(snapshot, fitting, some)),
        plan,
      );
    const walk: Walk = {
      ...{ table: 'cases', owner: 'providerId', owners: [question.viewer], by: 'practice' },
      of: question.filters ?? {},
      narrowed: conditions.length > 0,
    };
    await readInOrder(snapshot, dialect, looked?.few);
    const isWalked = question.sort === 'practice' && looked?.few === undefined;
    const rows = isWalked ? await walked(snapshot, walk, plan, read) : await read([plan]);
    const collaborators = await collaboratorsOf(snapshot, rows);
    const counts = { groups, counted: looked?.found ?? known ?? 0 };
    return pageOf(
      rows,
      plan,
      (row) => toOrderRow(row, collaborators.get(row.caseId) ?? []),
      (row) => [row.sortValue, row.begunPosition],
      counts,
    );
  });

/**
 * The submitted cases that fit filters and search, for an act on all of them: as many as one act may be on, in the order of
 * their ids.
 */
export const matchingOrders = ({ queries, dialect }: Source, question: MatchingQuestion): Promise<MatchingOrders> =>
  inSnapshot(queries, async (snapshot) => {
    const fitting = (await conditionsOf(snapshot, dialect, question)).reduce(
      (query, condition) => query.where(condition),
      ownCases(snapshot, dialect, question),
    );
    const rows = await fitting
      .select('row.caseId')
      .where('row.submittedAt', 'is not', null)
      .orderBy('row.caseId')
      .limit(MOST_BULK_CASES + 1)
      .execute();
    return {
      caseIds: rows.slice(0, MOST_BULK_CASES).map(({ caseId }) => caseId),
      more: rows.length > MOST_BULK_CASES,
    };
  });

const conditionsOf = async (
  snapshot: Snapshot,
  dialect: Dialect,
  question: MatchingQuestion,
): Promise<readonly Condition[]> => [
  ...filterConditions(question.filters ?? {}),
  ...(await searchConditions(snapshot, dialect, question)),
];

const filterConditions = (filters: OrderFilters): readonly Condition[] => [
  ...listConditions(filters, sql.ref('row.unread')),
  ...(filters.collaboratorId === undefined ? [] : [sharedWithAny(filters.collaboratorId)]),
];

const sharedWithAny = (ids: readonly string[]): Condition => {
  const conditions = ids.includes('none') ? [sql<SqlBool>`"row"."sharedMask" = 0`] : [];
  return anyOf([...conditions, isGrantedToAny(ids.filter((id) => id !== 'none'))]);
};

/** By what indexes have, which leaves out nearly all others, and then by the grants. */
const isGrantedToAny = (ids: readonly string[]): Condition =>
  ids.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(("row"."sharedMask" & ${maskOf(ids)}) <> 0 and exists (select 1 from "grants" as "other"
        where "other"."patientId" = "row"."patientId" and "other"."caseId" = "row"."caseId" and ${anyOf(oneOf(sql.ref('other.collaboratorId'), ids))}))`;

const searchConditions = async (
  snapshot: Snapshot,
  dialect: Dialect,
  question: MatchingQuestion,
): Promise<readonly Condition[]> => {
  const text = searchedText(question);
  if (text === '') return [];
  const practices = await practicesCalled(snapshot, dialect, [question.viewer], text);
  const called = await collaboratorsCalled(snapshot, dialect, question.viewer, text);
  return [hasSearchedText, anyOf([dialect.contains('row.search', text), isOfAny(practices), isGrantedToAny(called)])];
};

const counted = (snapshot: Snapshot, { viewer }: OrdersQuestion): Promise<CountRow[]> =>
  snapshot
    .selectFrom('orderCounts')
    .select(['status', 'collaboratorStatus', 'unread', 'count'])
    .where('providerId', '=', viewer)
    .execute();
