/** What there is to do, and what ends by itself: lists in the order of time. */

import type { Kysely } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import type { DueRow, OverdueReviewRow, TpsWorkRow, WorkPage } from './answers.js';
import { dueTimes } from './due.js';
import { overdueReviews } from './overdue.js';
import type { DueQuestion, OverdueQuestion, TpsWorkQuestion } from './questions.js';
import { tpsWork } from './tps.js';

/** Each throws QueryError for a cursor or limit that is none. */
export interface WorkQueries {
  /** What planning services that the viewer works for are asked to do, on cases that the viewer may see now. */
  tpsWork(question: TpsWorkQuestion): Promise<WorkPage<TpsWorkRow>>;
  /** Verdicts that the provider who asks waits for too long. */
  overdueReviews(question: OverdueQuestion): Promise<WorkPage<OverdueReviewRow>>;
  /** What ends by itself for the provider who asks. */
  dueTimes(question: DueQuestion): Promise<WorkPage<DueRow>>;
}

export const workQueries = (database: Kysely<StoreTables>): WorkQueries => ({
  tpsWork: (question) => tpsWork(database, question),
  overdueReviews: (question) => overdueReviews(database, question),
  dueTimes: (question) => dueTimes(database, question),
});

export type * from './answers.js';
export type * from './questions.js';
