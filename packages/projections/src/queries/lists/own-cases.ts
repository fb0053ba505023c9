/** The rows of Manage Orders: cases of one provider, the first of them in an order, and what each shows. */

import { iconOf } from '@konsil/domain';
import { sql, type SqlBool } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CaseCollaborator, OrderRow } from '../answers.js';
import type { Asking } from '../questions.js';
import type { Snapshot } from '../snapshot.js';
import { type Condition, inOrder } from './conditions.js';
import { type Few, rowsAmong } from './narrowing.js';
import { paged, type Plan } from './page.js';
import { joinedName, patientName } from './rows.js';

/** A join that a question does not need is left out by the store, since it is by primary key. */
export const ownCases = (snapshot: Snapshot, dialect: Dialect, asking: Asking, few?: Few) =>
  snapshot
    .selectFrom(rowsAmong(dialect, 'cases', few))
    .leftJoin('practices as practice', (join) =>
      join.onRef('practice.personId', '=', 'row.providerId').onRef('practice.practiceId', '=', 'row.practiceId'),
    )
    .where(isOwn(asking));

export const isOwn = ({ viewer }: Asking): Condition => sql<SqlBool>`"row"."providerId" = ${viewer}`;

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
export const firstOf = (snapshot: Snapshot, fitting: ReturnType<typeof ownCases>, plan: Plan) =>
  snapshot
    .selectFrom(
      paged(fitting, plan)
        .select(['row.patientId', 'row.caseId', 'row.begunPosition', plan.sortValue.as('sortValue')])
        .as('first'),
    )
    .selectAll();

/** The page's cases are found first, by narrow columns; what a row shows is read for them alone, in this order (cross join). */
export const readPage = (snapshot: Snapshot, firsts: readonly ReturnType<typeof firstOf>[], plan: Plan) =>
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

export const toOrderRow = (row: ReadRow, collaborators: readonly CaseCollaborator[]): OrderRow => {
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
