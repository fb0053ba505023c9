/** Collaborator Dashboard: what others share with a person or with an organisation they are a member of. Rules: product.md F2. */

import { iconOf } from '@konsil/domain';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CollaborationRow, ListPage } from '../answers.js';
import type { Asking, CollaborationFilters, CollaborationSort, CollaborationsQuestion } from '../questions.js';
import { isTo, recipientsOf, visibleGrantsTo } from '../seeing.js';
import { inSnapshot, type Snapshot, type Source } from '../snapshot.js';
import { anyOf, type Condition, inOrder, listConditions, oneOf, searchedText } from './conditions.js';
import { countedGrants } from './counted-grants.js';
import { fittingIn, MOST_COUNTED } from './counting.js';
import { pageOf, type Plan, planOf } from './page.js';
import { joinedName, patientName } from './rows.js';

/** A reader without a mark has read nothing. */
const unread = sql<number>`coalesce("mark"."unread", "row"."unread")`;

const sorts: Readonly<Record<CollaborationSort, RawBuilder<string | number>>> = {
  orderNumber: sql.ref('row.orderNumber'),
  patient: sql.ref('row.patientSort'),
  lastActivity: sql.ref('row.lastActivity'),
  status: sql.ref('row.statusRank'),
  category: sql.ref('row.categoryRank'),
  caseType: sql.ref('row.caseTypeRank'),
  practice: sql`coalesce("practice"."sortName", '')`,
  provider: sql`coalesce("person"."sortName", '')`,
  collaboratorStatus: sql.ref('row.collaboratorStatusRank'),
  unread,
};

export const collaborations = (
  { queries, dialect }: Source,
  question: CollaborationsQuestion,
): Promise<ListPage<CollaborationRow>> =>
  inSnapshot(queries, async (snapshot) => {
    const plan = planOf(question, sorts, 'lastActivity', ['row.caseId', 'row.collaboratorId']);
    const conditions = [...filterConditions(question.filters ?? {}), ...searchConditions(dialect, question)];
    const recipients = await recipientsOf(snapshot, question);
    const fitting = recipients.map((recipient) =>
      conditions.reduce((query, condition) => query.where(condition), sharedCases(snapshot, question, recipient)),
    );
    const rows = await readPage(snapshot, fitting, plan);
    const groups = await countedGrants(snapshot, question, recipients);
    const known = searchedText(question) === '' ? fittingIn(groups, question.filters ?? {}) : undefined;
    const counts = { groups, counted: known ?? (await countUpTo(snapshot, fitting)) };
    return pageOf(rows, plan, toCollaborationRow, (row) => [row.sortValue, row.caseId, row.collaboratorId], counts);
  });

/** The grants to one recipient that work now, with what they are sorted and found by; a join that a question does not need is left out. */
const sharedCases = (snapshot: Snapshot, asking: Asking, recipient: string) =>
  marked(snapshot, asking, recipient)
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .leftJoin('organisations as organisation', (join) =>
      join.on(sql<SqlBool>`"organisation"."organisationId" = "row"."recipientId"`),
    );

type SharedCases = ReturnType<typeof sharedCases>;

const marked = (snapshot: Snapshot, asking: Asking, recipient: string) =>
  visibleGrantsTo(snapshot, asking, isTo(recipient)).leftJoin('readingMarks as mark', (join) =>
    join
      .onRef('mark.patientId', '=', 'row.patientId')
      .onRef('mark.caseId', '=', 'row.caseId')
      .onRef('mark.collaboratorId', '=', 'row.collaboratorId')
      .on('mark.readerId', '=', asking.viewer),
  );

const shown = [
  'row.caseId',
  'row.collaboratorId',
  'row.recipientId',
  'row.providerId',
  'row.orderNumber',
  'row.lastActivity',
  'row.status',
  'row.category',
  'row.caseType',
  'row.practiceId',
  'row.collaboratorStatus',
  'practice.practiceId as knownPractice',
  'practice.name as practiceName',
  'person.personId as knownProvider',
  'person.name as providerName',
  'patient.patientId',
  'patient.givenName',
  'patient.familyName',
  'patient.birthDate',
] as const;

/** The first of one recipient, so that they are read in the order of an index of theirs. */
const firstOf = (snapshot: Snapshot, fitting: SharedCases, plan: Plan) =>
  snapshot
    .selectFrom(
      plan.begins
        .reduce((query, condition) => query.where(condition), fitting)
        .select(['row.patientId', 'row.caseId', 'row.collaboratorId'])
        .select([plan.sortValue.as('sortValue'), unread.as('unread')])
        .orderBy(plan.order)
        .limit(plan.limit + 1)
        .as('first'),
    )
    .selectAll();

/** The page's grants are found first, access included; what a row shows is read for them alone. */
const readPage = (snapshot: Snapshot, fitting: readonly SharedCases[], plan: Plan) =>
  snapshot
    .selectFrom(
      fitting
        .map((ofOne) => firstOf(snapshot, ofOne, plan))
        .reduce((all, others) => all.unionAll(others))
        .as('page'),
    )
    .innerJoin('grants as row', (join) =>
      join
        .onRef('row.patientId', '=', 'page.patientId')
        .onRef('row.caseId', '=', 'page.caseId')
        .onRef('row.collaboratorId', '=', 'page.collaboratorId'),
    )
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('patients as patient', (join) =>
      join.onRef('patient.patientId', '=', 'row.patientId').on('row.pseudonymised', '=', 0),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .select(shown)
    .select(['page.sortValue', 'page.unread'])
    .orderBy(
      inOrder(
        ['page.sortValue', 'page.caseId', 'page.collaboratorId'].map((key) => sql.ref(key)),
        plan.direction,
      ),
    )
    .limit(plan.limit + 1)
    .execute();

type ReadRow = Awaited<ReturnType<typeof readPage>>[number];

const toCollaborationRow = (row: ReadRow): CollaborationRow => {
  const { caseId, providerId, orderNumber, lastActivity, status, category, caseType, practiceId } = row;
  const { collaboratorId, recipientId, collaboratorStatus, patientId } = row;
  return {
    ...{ caseId, providerId, orderNumber, lastActivity, status, category, caseType, practiceId },
    ...{ collaboratorId, recipientId, collaboratorStatus, unread: row.unread },
    practiceName: joinedName(row.knownPractice, row.practiceName),
    providerName: joinedName(row.knownProvider, row.providerName),
    icon: iconOf(collaboratorStatus, { unread: row.unread > 0, shared: true }),
    patient: patientId === null ? null : patientName({ ...row, patientId }),
  };
};

const filterConditions = (filters: CollaborationFilters): readonly Condition[] => [
  ...listConditions(filters, unread),
  ...oneOf(sql.ref('row.providerId'), filters.providerId),
];

/** The grant's own search text lacks the patient where it is pseudonymised. */
const searchConditions = (dialect: Dialect, question: CollaborationsQuestion): readonly Condition[] => {
  const text = searchedText(question);
  if (text === '') return [];
  const columns = ['row.search', 'practice.searchName', 'person.searchName', 'organisation.searchName'];
  return [anyOf(columns.map((column) => dialect.contains(column, text)))];
};

const countUpTo = async (snapshot: Snapshot, fitting: readonly SharedCases[]): Promise<number> => {
  const { count } = await snapshot
    .selectFrom(
      fitting
        .map((ofOne) => ofOne.select('row.caseId'))
        .reduce((all, others) => all.unionAll(others))
        .limit(MOST_COUNTED + 1)
        .as('fitting'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};
