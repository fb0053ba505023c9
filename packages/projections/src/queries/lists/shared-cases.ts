/** The rows of the dashboard: grants to one recipient that work now, the first of them in an order, and what each shows. */

import { iconOf } from '@konsil/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CollaborationRow } from '../answers.js';
import type { Asking } from '../questions.js';
import { isTo, visibleGrantsTo } from '../seeing.js';
import type { Snapshot } from '../snapshot.js';
import { inOrder } from './conditions.js';
import { MOST_COUNTED } from './counting.js';
import { type Few, rowsAmong } from './narrowing.js';
import { paged, type Plan } from './page.js';
import { joinedName, patientName } from './rows.js';

/** What the row has as unread is what its recipient has not read; a member of an organisation has marks of their own. */
export const unreadOf = (recipient: string, { viewer }: Asking): RawBuilder<number> =>
  recipient === viewer ? sql.ref('row.unread') : sql<number>`coalesce("mark"."unread", "row"."unread")`;

/** The grants to one recipient that work now, with what they are sorted by; a join that is not needed is left out. */
export const sharedCases = (
  snapshot: Snapshot,
  dialect: Dialect,
  asking: Asking,
  recipient: string,
  few: Few | undefined,
) =>
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
export const firstOf = (snapshot: Snapshot, asking: Asking, { recipient, fitting }: Part, plan: Plan) =>
  snapshot
    .selectFrom(
      paged(fitting, plan)
        .select(['row.patientId', 'row.caseId', 'row.collaboratorId', 'row.sharedPosition'])
        .select([plan.sortValue.as('sortValue'), unreadOf(recipient, asking).as('unread')])
        .as('first'),
    )
    .selectAll();

/** The page's grants are found first, access included; what a row shows is read for them alone, in this order (cross join). */
export const readPage = (snapshot: Snapshot, firsts: readonly ReturnType<typeof firstOf>[], plan: Plan) =>
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

export const toCollaborationRow = (row: ReadRow): CollaborationRow => {
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

export const countUpTo = async (snapshot: Snapshot, fitting: readonly SharedCases[]): Promise<number> => {
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
