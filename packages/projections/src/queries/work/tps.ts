/** What planning services are asked to do, for their members. Rules: product.md D4, F4; journey 8. */

import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import { oneOf } from '../lists/conditions.js';
import { joinedName, patientName } from '../lists/rows.js';
import { visibleGrants } from '../seeing.js';
import { inSnapshot, type Snapshot } from '../snapshot.js';
import type { TpsWorkRow, WorkPage } from './answers.js';
import { behindCursor, inTime, keysOf, rowsToRead, type TimeList, workPage } from './paging.js';
import type { TpsWorkQuestion } from './questions.js';

const LIST: TimeList = {
  name: 'tps',
  direction: 'ascending',
  keys: keysOf('planning.dueAt', 'planning.caseId', 'planning.collaboratorId'),
};

/** Only of cases that the person may see now; of one in the archive there is nothing to do. */
export const tpsWork = (database: Kysely<StoreTables>, question: TpsWorkQuestion): Promise<WorkPage<TpsWorkRow>> =>
  inSnapshot(database, async (snapshot) =>
    workPage(
      question,
      LIST,
      await ordersFor(snapshot, question),
      (row) => toWork(row, question),
      ({ dueAt, caseId, collaboratorId }) => [dueAt, caseId, collaboratorId],
    ),
  );

const ordersFor = (snapshot: Snapshot, question: TpsWorkQuestion) =>
  [...behindCursor(question, LIST), ...oneOf(sql.ref('planning.providerId'), question.providerId)]
    .reduce((query, condition) => query.where(condition), planningOf(snapshot, question))
    .orderBy(inTime(LIST))
    .limit(rowsToRead(question))
    .execute();

const planningOf = (snapshot: Snapshot, question: TpsWorkQuestion) =>
  visibleGrants(snapshot, question)
    .innerJoin('tpsOrders as planning', (join) =>
      join
        .onRef('planning.patientId', '=', 'row.patientId')
        .onRef('planning.caseId', '=', 'row.caseId')
        .onRef('planning.collaboratorId', '=', 'row.collaboratorId'),
    )
    .leftJoin('patients as patient', (join) =>
      join.onRef('patient.patientId', '=', 'row.patientId').on('row.pseudonymised', '=', 0),
    )
    .leftJoin('people as person', 'person.personId', 'row.providerId')
    .select(['row.caseId', 'row.collaboratorId', 'row.recipientId', 'row.providerId', 'row.orderNumber'])
    .select(['row.category', 'row.collaboratorStatus'])
    .select(['planning.state', 'planning.entryPoint', 'planning.orderedAt', 'planning.dueAt', 'planning.endedAt'])
    .select(['person.personId as knownProvider', 'person.name as providerName'])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('planning.state', 'in', question.states ?? ['ordered'])
    .where((where) =>
      where.or([where('planning.state', '!=', 'ordered'), where('row.collaboratorStatus', '!=', 'archived')]),
    );

type OrderFound = Awaited<ReturnType<typeof ordersFor>>[number];

const toWork = (row: OrderFound, { now }: TpsWorkQuestion): TpsWorkRow => {
  const { caseId, collaboratorId, recipientId, providerId, orderNumber, category, collaboratorStatus } = row;
  const { state, entryPoint, orderedAt, dueAt, endedAt, patientId } = row;
  return {
    ...{ caseId, collaboratorId, recipientId, providerId, orderNumber, category, collaboratorStatus },
    ...{ state, entryPoint, orderedAt, dueAt, endedAt, overdue: state === 'ordered' && dueAt < now },
    providerName: joinedName(row.knownProvider, row.providerName),
    patient: patientId === null ? null : patientName({ ...row, patientId }),
  };
};
