/** The acts of the provider who asks. Rules: product.md C2. */

import type { BulkId, BulkOutcome, BulkTerms, Personal, PersonId, UndoOutcome } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { BulkActRow } from '../../folds/bulk/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import { entryNames } from '../people/roster.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import type { WorkPage } from '../work/answers.js';
import { behindCursor, inTime, keysOf, rowsToRead, type TimeList, workPage } from '../work/paging.js';
import type { PageQuestion } from '../work/questions.js';
import type { BulkAct } from './answers.js';

const LIST: TimeList = { name: 'bulk', direction: 'descending', keys: keysOf('startedAt', 'bulkId') };

/** Newest first. */
export const bulkActs = (
  database: Kysely<StoreTables>,
  viewer: PersonId,
  question: PageQuestion,
): Promise<WorkPage<BulkAct>> =>
  inSnapshot(database, async (snapshot) => {
    const rows = await behindCursor(question, LIST)
      .reduce((query, condition) => query.where(condition), ownActs(snapshot, viewer))
      .orderBy(inTime(LIST))
      .limit(rowsToRead(question))
      .execute();
    const nameOf = await namesFor(snapshot, viewer);
    return workPage(
      question,
      LIST,
      rows,
      (row) => toAct(row, nameOf),
      ({ startedAt, bulkId }) => [startedAt, bulkId],
    );
  });

export const bulkAct = (
  database: Kysely<StoreTables>,
  viewer: PersonId,
  bulkId: BulkId,
): Promise<BulkAct | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const found = await ownActs(snapshot, viewer).where('bulkId', '=', bulkId).executeTakeFirst();
    return found && toAct(found, await namesFor(snapshot, viewer));
  });

/** A provider's own acts alone. */
export const ownActs = (snapshot: Snapshot, viewer: PersonId) =>
  snapshot.selectFrom('bulkActs').selectAll().where('providerId', '=', viewer);

type NameOf = (id: BulkAct['collaboratorId']) => Personal<string> | null;

const namesFor = async (snapshot: Snapshot, viewer: PersonId): Promise<NameOf> => {
  const names = await entryNames(snapshot, viewer);
  return (id) => names.get(id) ?? null;
};

const toAct = (row: Stored<BulkActRow>, nameOf: NameOf): BulkAct => {
  const { bulkId, collaboratorId, status, cases, startedAt, completedAt, undoStartedAt, undoneAt } = row;
  const { purpose = null, ends = null, pseudonymised = false } = parsed<BulkTerms>(row.terms);
  return {
    ...{ bulkId, collaboratorId, status, cases, startedAt, completedAt, undoStartedAt, undoneAt },
    ...{ purpose, ends, pseudonymised, collaboratorName: nameOf(collaboratorId) },
    counts: parsed<Readonly<Record<BulkOutcome, number>>>(row.counts),
    undoCounts: parsed<Readonly<Record<UndoOutcome, number>>>(row.undoCounts),
  };
};
