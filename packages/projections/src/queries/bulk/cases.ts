/** What became of each case of an act: preview, progress and report. Rules: product.md C2. */

import type { BulkId, BulkOutcome, PersonId } from '@konsil/domain';
import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import { oneOf } from '../lists/conditions.js';
import { patientName } from '../lists/rows.js';
import { inSnapshot, type Snapshot } from '../snapshot.js';
import type { WorkPage } from '../work/answers.js';
import { behindCursor, inTime, keysOf, rowsToRead, type TimeList, workPage } from '../work/paging.js';
import type { PageQuestion } from '../work/questions.js';
import { ownActs } from './acts.js';
import type { BulkCase } from './answers.js';

export interface BulkCasesQuestion extends PageQuestion {
  /** Only cases of which this became; `waiting`: they have not had their turn. */
  readonly outcome?: readonly (BulkOutcome | 'waiting')[];
}

const LIST: TimeList = { name: 'bulk-cases', direction: 'ascending', keys: keysOf('listed.caseId') };

/** In the order of their ids, which holds still. `undefined` where it is no act of the provider who asks. */
export const bulkCases = (
  database: Kysely<StoreTables>,
  viewer: PersonId,
  bulkId: BulkId,
  question: BulkCasesQuestion,
): Promise<WorkPage<BulkCase> | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const act = await ownActs(snapshot, viewer).where('bulkId', '=', bulkId).executeTakeFirst();
    if (act === undefined) return undefined;
    const rows = await casesOf(snapshot, viewer, bulkId, question);
    return workPage(question, LIST, rows, toCase, ({ caseId }) => [caseId]);
  });

const casesOf = (snapshot: Snapshot, viewer: PersonId, bulkId: BulkId, question: BulkCasesQuestion) =>
  [...behindCursor(question, LIST), ...oneOf(sql`coalesce("handled"."outcome", 'waiting')`, question.outcome)]
    .reduce((query, condition) => query.where(condition), listedIn(snapshot, viewer, bulkId))
    .orderBy(inTime(LIST))
    .limit(rowsToRead(question))
    .execute();

const listedIn = (snapshot: Snapshot, viewer: PersonId, bulkId: BulkId) =>
  snapshot
    .selectFrom('bulkCases as listed')
    .leftJoin('bulkCases as handled', (join) =>
      join
        .onRef('handled.bulkId', '=', 'listed.bulkId')
        .onRef('handled.caseId', '=', 'listed.caseId')
        .on('handled.step', '=', 'handled'),
    )
    .leftJoin('bulkCases as restored', (join) =>
      join
        .onRef('restored.bulkId', '=', 'listed.bulkId')
        .onRef('restored.caseId', '=', 'listed.caseId')
        .on('restored.step', '=', 'restored'),
    )
    .leftJoin('cases as ofCase', (join) =>
      join.onRef('ofCase.caseId', '=', 'listed.caseId').on('ofCase.providerId', '=', viewer),
    )
    .leftJoin('patients as patient', 'patient.patientId', 'ofCase.patientId')
    .select(['listed.caseId', 'handled.outcome', 'handled.code', 'restored.undo', 'ofCase.orderNumber'])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('listed.bulkId', '=', bulkId)
    .where('listed.step', '=', 'listed');

type CaseFound = Awaited<ReturnType<typeof casesOf>>[number];

const toCase = ({ caseId, orderNumber, outcome, code, undo, patientId, ...row }: CaseFound): BulkCase => ({
  ...{ caseId, orderNumber, outcome, code, undo },
  patient: patientId === null ? null : patientName({ ...row, patientId }),
});
