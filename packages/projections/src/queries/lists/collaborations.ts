/** Collaborator Dashboard: what others share with a person or with an organisation they are a member of. Rules: product.md F2. */

import { iconOf } from '@konsil/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CollaborationRow, ListPage } from '../answers.js';
import type { Asking, CollaborationSort, CollaborationsQuestion } from '../questions.js';
import { isTo, recipientsOf, visibleGrantsTo } from '../seeing.js';
import { inSnapshot, type Snapshot, type Source } from '../snapshot.js';
import { isOfAny, organisationsCalled, peopleCalled, practicesCalled, providersOf } from './called.js';
import {
  anyOf,
  type Condition,
  hasSearchedText,
  inOrder,
  isNarrowed,
  listConditions,
  oneOf,
  searchedText,
} from './conditions.js';
import { countedGrants } from './counted-grants.js';
import { fittingIn, MOST_COUNTED } from './counting.js';
import { areMany, type Few, lookFor, rowsAmong } from './narrowing.js';
import { pageOf, type Plan, planOf } from './page.js';
import { joinedName, patientName } from './rows.js';
import { type Walk, walked } from './walking.js';

/** What the row has as unread is what its recipient has not read; a member of an organisation has marks of their own. */
const unreadOf = (recipient: string, { viewer }: Asking): RawBuilder<number> =>
  recipient === viewer ? sql.ref('row.unread') : sql<number>`coalesce("mark"."unread", "row"."unread")`;

const sortsBy = (unread: RawBuilder<number>): Readonly<Record<CollaborationSort, RawBuilder<string | number>>> => ({
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
});

const planFor = (recipient: string, question: CollaborationsQuestion): Plan =>
  planOf(question, sortsBy(unreadOf(recipient, question)), 'lastActivity', [
    { column: 'row.sharedPosition', kind: 'number' },
  ]);

export const collaborations = (
  { queries, dialect }: Source,
  question: CollaborationsQuestion,
): Promise<ListPage<CollaborationRow>> =>
  inSnapshot(queries, async (snapshot) => {
    const plan = planFor(question.viewer, question);
    const recipients = await recipientsOf(snapshot, question);
    const groups = await countedGrants(snapshot, question, recipients);
    const known = searchedText(question) === '' ? fittingIn(groups, question.filters ?? {}) : undefined;
    const searched = await searchedBy(snapshot, dialect, question, recipients);
    const parts = await Promise.all(
      recipients.map(async (recipient) => {
        const { ofRow, ofReader } = conditionsOn(recipient, question, searched);
        const looked =
          ofRow.length === 0 || areMany(known) ? undefined : await lookFor(snapshot, 'grants', isTo(recipient), ofRow);
        const among = (few: Few | undefined) =>
          [...ofRow, ...ofReader].reduce(
            (query, condition) => query.where(condition),
            sharedCases(snapshot, dialect, question, recipient, few),
          );
        return { recipient, few: looked?.few, fitting: among(looked?.few), counted: among(looked?.all) };
      }),
    );
    const isWalked = question.sort === 'practice' || question.sort === 'provider';
    const rows =
      isWalked && parts.some(({ few }) => few === undefined)
        ? await walked(snapshot, walkOver(recipients, question, question.sort), plan, (plans) =>
            readPage(
              snapshot,
              parts.flatMap((part) => plans.map((within) => firstOf(snapshot, question, part, within))),
              plan,
            ),
          )
        : await readPage(
            snapshot,
            parts.map((part) => firstOf(snapshot, question, part, planFor(part.recipient, question))),
            plan,
          );
    const toCount = parts.map((part) => part.counted);
    const counts = { groups, counted: known ?? (await countUpTo(snapshot, toCount)) };
    return pageOf(rows, plan, toCollaborationRow, (row) => [row.sortValue, row.sharedPosition], counts);
  });

const walkOver = (owners: readonly string[], question: CollaborationsQuestion, by: Walk['by']): Walk => ({
  narrowed: isNarrowed(question),
  table: 'grants',
  owner: 'recipientId',
  owners,
  by,
});

/** Conditions of the grant alone, and those that need the mark of who reads. */
const conditionsOn = (
  recipient: string,
  question: CollaborationsQuestion,
  searched: readonly Condition[],
): { readonly ofRow: readonly Condition[]; readonly ofReader: readonly Condition[] } => {
  const { viewer, filters = {} } = question;
  const { unread: wanted, ...others } = filters;
  const unread = unreadOf(recipient, question);
  const ofRow = [
    ...listConditions(others, unread),
    ...oneOf(sql.ref('row.providerId'), filters.providerId),
    ...searched,
  ];
  if (wanted === undefined) return { ofRow, ofReader: [] };
  const isWanted = listConditions({ unread: wanted }, unread);
  return recipient !== viewer ? { ofRow, ofReader: isWanted } : { ofRow: [...ofRow, ...isWanted], ofReader: [] };
};

/** The grants to one recipient that work now, with what they are sorted by; a join that is not needed is left out. */
const sharedCases = (snapshot: Snapshot, dialect: Dialect, asking: Asking, recipient: string, few: Few | undefined) =>
  visibleGrantsTo(snapshot, asking, isTo(recipient), rowsAmong(dialect, 'grants', few))
    .leftJoin('readingMarks as mark', (join) =>
      join
        .onRef('mark.patientId', '=', 'row.patientId')
        .onRef('mark.caseId', '=', 'row.caseId')
        .onRef('mark.collaboratorId', '=', 'row.collaboratorId')
        .on('mark.readerId', '=', asking.viewer),
    )
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId');

type SharedCases = ReturnType<typeof sharedCases>;

/** What fits and is shared with one recipient. */
interface Part {
  readonly recipient: string;
  readonly fitting: SharedCases;
}

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
const firstOf = (snapshot: Snapshot, asking: Asking, { recipient, fitting }: Part, plan: Plan) =>
  snapshot
    .selectFrom(
      plan.begins
        .reduce((query, condition) => query.where(condition), fitting)
        .select(['row.patientId', 'row.caseId', 'row.collaboratorId', 'row.sharedPosition'])
        .select([plan.sortValue.as('sortValue'), unreadOf(recipient, asking).as('unread')])
        .orderBy(plan.order)
        .limit(plan.limit + 1)
        .as('first'),
    )
    .selectAll();

/** The page's grants are found first, access included; what a row shows is read for them alone, in this order (cross join). */
const readPage = (snapshot: Snapshot, firsts: readonly ReturnType<typeof firstOf>[], plan: Plan) =>
  snapshot
    .selectFrom(firsts.reduce((all, others) => all.unionAll(others)).as('page'))
    .crossJoin('grants as row')
    .whereRef('row.patientId', '=', 'page.patientId')
    .whereRef('row.caseId', '=', 'page.caseId')
    .whereRef('row.collaboratorId', '=', 'page.collaboratorId')
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .leftJoin('patients as patient', (join) =>
      join.onRef('patient.patientId', '=', 'row.patientId').on('row.pseudonymised', '=', 0),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .select(shown)
    .select(['page.sortValue', 'page.unread', 'page.sharedPosition'])
    .orderBy(inOrder([sql.ref('page.sortValue'), sql.ref('page.sharedPosition')], plan.direction))
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

/** By order number and patient, or by names of provider, practice and organisation. The grant's text lacks a hidden patient. */
const searchedBy = async (
  snapshot: Snapshot,
  dialect: Dialect,
  question: CollaborationsQuestion,
  recipients: readonly string[],
): Promise<readonly Condition[]> => {
  const text = searchedText(question);
  if (text === '') return [];
  const providers = await providersOf(snapshot, recipients);
  const people = await peopleCalled(snapshot, dialect, providers, text);
  const practices = await practicesCalled(snapshot, dialect, providers, text);
  const organisations = await organisationsCalled(snapshot, dialect, recipients, text);
  return [
    hasSearchedText,
    anyOf([
      dialect.contains('row.search', text),
      ...oneOf(sql.ref('row.providerId'), people),
      isOfAny(practices),
      ...oneOf(sql.ref('row.recipientId'), organisations),
    ]),
  ];
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
