/** Manage Orders: the cases of one provider. Rules: product.md F1. */

import { iconOf, MOST_BULK_CASES } from '@konsil/domain';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CaseCollaborator, ListPage, MatchingOrders, OrderRow } from '../answers.js';
import type { Asking, MatchingQuestion, OrderFilters, OrderSort, OrdersQuestion } from '../questions.js';
import { inSnapshot, type Snapshot, type Source } from '../snapshot.js';
import { collaboratorsCalled, isOfAny, practicesCalled } from './called.js';
import {
  anyOf,
  type Condition,
  hasSearchedText,
  inOrder,
  isNarrowed,
  listConditions,
  searchedText,
} from './conditions.js';
import { type CountRow, fittingIn } from './counting.js';
import { areMany, type Few, lookFor, rowsAmong } from './narrowing.js';
import { pageOf, type Plan, planOf } from './page.js';
import { collaboratorsOf, joinedName, patientName } from './rows.js';
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
    const isWalked = question.sort === 'practice' && looked?.few === undefined;
    const rows = isWalked ? await walked(snapshot, walkOver(question), plan, read) : await read([plan]);
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

const walkOver = (question: OrdersQuestion): Walk => ({
  narrowed: isNarrowed(question),
  table: 'cases',
  owner: 'providerId',
  owners: [question.viewer],
  by: 'practice',
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

/** A join that a question does not need is left out by the store, since it is by primary key. */
const ownCases = (snapshot: Snapshot, dialect: Dialect, asking: Asking, few?: Few) =>
  snapshot
    .selectFrom(rowsAmong(dialect, 'cases', few))
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .where(isOwn(asking));

const isOwn = ({ viewer }: Asking): Condition => sql<SqlBool>`"row"."providerId" = ${viewer}`;

const shown = [
  'row.patientId',
  'row.caseId',
  'row.providerId',
  'row.orderNumber',
  'row.lastActivity',
  'row.status',
  'row.category',
  'row.caseType',
  'row.practiceId',
  'row.collaboratorStatus',
  'row.unread',
  'practice.practiceId as knownPractice',
  'practice.name as practiceName',
  'patient.givenName',
  'patient.familyName',
  'patient.birthDate',
] as const;

/** The first of a plan, so that they are read in the order of its index. */
const firstOf = (snapshot: Snapshot, fitting: ReturnType<typeof ownCases>, plan: Plan) =>
  snapshot
    .selectFrom(
      plan.begins
        .reduce((query, condition) => query.where(condition), fitting)
        .select(['row.patientId', 'row.caseId', 'row.begunPosition', plan.sortValue.as('sortValue')])
        .orderBy(plan.order)
        .limit(plan.limit + 1)
        .as('first'),
    )
    .selectAll();

/** The page's cases are found first, by narrow columns; what a row shows is read for them alone, in this order (cross join). */
const readPage = (snapshot: Snapshot, firsts: readonly ReturnType<typeof firstOf>[], plan: Plan) =>
  snapshot
    .selectFrom(firsts.reduce((all, others) => all.unionAll(others)).as('page'))
    .crossJoin('cases as row')
    .whereRef('row.patientId', '=', 'page.patientId')
    .whereRef('row.caseId', '=', 'page.caseId')
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .select(shown)
    .select(['page.sortValue', 'page.begunPosition'])
    .orderBy(inOrder([sql.ref('page.sortValue'), sql.ref('page.begunPosition')], plan.direction))
    .limit(plan.limit + 1)
    .execute();

type ReadRow = Awaited<ReturnType<typeof readPage>>[number];

const toOrderRow = (row: ReadRow, collaborators: readonly CaseCollaborator[]): OrderRow => {
  const { caseId, providerId, orderNumber, lastActivity, status, category, caseType, practiceId, unread } = row;
  const { collaboratorStatus } = row;
  return {
    ...{ caseId, providerId, orderNumber, lastActivity, status, category, caseType, practiceId, unread },
    practiceName: joinedName(row.knownPractice, row.practiceName),
    collaboratorStatus,
    icon: iconOf(collaboratorStatus, { unread: unread > 0, shared: collaborators.length > 0 }),
    patient: patientName(row),
    collaborators,
  };
};

const filterConditions = (filters: OrderFilters): readonly Condition[] => [
  ...listConditions(filters, sql.ref('row.unread')),
  ...(filters.collaboratorId === undefined ? [] : [sharedWithAny(filters.collaboratorId)]),
];

const sharedWithAny = (ids: readonly string[]): Condition => {
  const conditions = ids.includes('none') ? [sql<SqlBool>`"row"."collaborators" = 0`] : [];
  return anyOf([...conditions, isGrantedToAny(ids.filter((id) => id !== 'none'))]);
};

const isGrantedToAny = (ids: readonly string[]): Condition =>
  ids.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`exists (select 1 from "grants" as "other" where "other"."patientId" = "row"."patientId"
        and "other"."caseId" = "row"."caseId" and "other"."collaboratorId" in (${sql.join(ids)}))`;

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
