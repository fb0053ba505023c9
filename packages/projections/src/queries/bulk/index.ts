/** Acts on many cases, for the provider whose acts they are. Rules: product.md C2. */

import type { BulkId, PersonId } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import type { WorkPage } from '../work/answers.js';
import type { PageQuestion } from '../work/questions.js';
import { bulkAct, bulkActs } from './acts.js';
import type { BulkAct, BulkCase } from './answers.js';
import { bulkCases, type BulkCasesQuestion } from './cases.js';

/** Another's acts are not found. The lists throw QueryError for a cursor or limit that is none. */
export interface BulkQueries {
  /** Newest first. */
  bulkActs(viewer: PersonId, question?: PageQuestion): Promise<WorkPage<BulkAct>>;
  bulkAct(viewer: PersonId, bulkId: BulkId): Promise<BulkAct | undefined>;
  /** Exactly what the preview listed, with what became of each case so far. */
  bulkCases(viewer: PersonId, bulkId: BulkId, question?: BulkCasesQuestion): Promise<WorkPage<BulkCase> | undefined>;
}

export const bulkQueries = (database: Kysely<StoreTables>): BulkQueries => ({
  bulkActs: (viewer, question = {}) => bulkActs(database, viewer, question),
  bulkAct: (viewer, bulkId) => bulkAct(database, viewer, bulkId),
  bulkCases: (viewer, bulkId, question = {}) => bulkCases(database, viewer, bulkId, question),
});

export type { BulkCasesQuestion } from './cases.js';
