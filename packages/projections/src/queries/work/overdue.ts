/** Verdicts that a provider waits for too long. Rules: product.md F4, H2; domain: `EscalateReview`. */

import { currentVersion, daysAfter, type Instant, type Personal, REVIEW_DAYS } from '@konsil/domain';
import { type Kysely, sql } from 'kysely';
import type { LivingCase } from '../../folds/patients/pages/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import { patientName } from '../lists/rows.js';
import { entryNames } from '../people/roster.js';
import { workingGrants } from '../seeing.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import type { OverdueReviewRow, WorkPage } from './answers.js';
import { behindCursor, inTime, keysOf, rowsToRead, type TimeList, workPage } from './paging.js';
import type { OverdueQuestion } from './questions.js';

/** Nobody is late before they have accepted; the roster alone knows when that was. */
const waitingSince = sql<string>`case when "entry"."acceptedAt" > "row"."awaitedSince"
  then "entry"."acceptedAt" else "row"."awaitedSince" end`;

const LIST: TimeList = {
  name: 'overdue',
  direction: 'ascending',
  keys: [waitingSince, ...keysOf('row.caseId', 'row.collaboratorId')],
};

export const overdueReviews = (
  database: Kysely<StoreTables>,
  question: OverdueQuestion,
): Promise<WorkPage<OverdueReviewRow>> =>
  inSnapshot(database, async (snapshot) => {
    const days = question.days ?? REVIEW_DAYS;
    const names = await entryNames(snapshot, question.viewer);
    return workPage(
      question,
      LIST,
      await awaited(snapshot, question, daysAfter(question.now, -days)),
      (row) => toOverdue(row, days, names.get(row.collaboratorId) ?? null),
      (row) => [row.waitingSince, row.caseId, row.collaboratorId],
    );
  });

/** Only of those who see the case now: nobody is late with what they cannot see. */
const awaited = (snapshot: Snapshot, question: OverdueQuestion, since: Instant) =>
  behindCursor(question, LIST)
    .reduce((query, condition) => query.where(condition), workingGrants(snapshot, question))
    .innerJoin('casePages as page', (join) =>
      join.onRef('page.patientId', '=', 'row.patientId').onRef('page.caseId', '=', 'row.caseId'),
    )
    .innerJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .select(['row.caseId', 'row.orderNumber', 'row.collaboratorId', 'page.state', waitingSince.as('waitingSince')])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('row.providerId', '=', question.viewer)
    .where('row.awaitedSince', '<=', since)
    .where('entry.acceptedAt', '<=', since)
    .orderBy(inTime(LIST))
    .limit(rowsToRead(question))
    .execute();

type ReviewFound = Awaited<ReturnType<typeof awaited>>[number];

const toOverdue = (row: ReviewFound, days: number, collaboratorName: Personal<string> | null): OverdueReviewRow => {
  const { caseId, orderNumber, collaboratorId } = row;
  const state = parsed<LivingCase>(row.state);
  return {
    ...{ caseId, orderNumber, collaboratorId, waitingSince: row.waitingSince },
    patient: patientName(row),
    collaboratorName,
    setupVersion: state.status === 'submitted' ? currentVersion(state.facts) : 0,
    dueAt: daysAfter(row.waitingSince, days),
    escalated: state.status === 'submitted' && state.escalated.includes(collaboratorId),
  };
};
