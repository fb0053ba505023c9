/** What ends by itself for a provider: invitations, grants, consents. Rules: product.md B4, C4, G1. */

import { type CollaboratorId, daysAfter, type Personal } from '@konsil/domain';
import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import { patientName } from '../lists/rows.js';
import { entryNames } from '../people/roster.js';
import { inSnapshot, type Snapshot } from '../snapshot.js';
import type { DueRow, WorkPage } from './answers.js';
import { behindCursor, inTime, rowsToRead, type TimeList, workPage } from './paging.js';
import type { DueQuestion } from './questions.js';

const USUAL_DAYS = 30;

/** Of each sort of ending as much is read as a page holds; the page is what comes first of them all. */
export const dueTimes = (database: Kysely<StoreTables>, question: DueQuestion): Promise<WorkPage<DueRow>> =>
  inSnapshot(database, async (snapshot) => {
    const names = await entryNames(snapshot, question.viewer);
    const nameOf: NameOf = (collaboratorId) => names.get(collaboratorId) ?? null;
    const due = [
      ...(await invitations(snapshot, question, nameOf)),
      ...(await grants(snapshot, question, nameOf)),
      ...(await consents(snapshot, question)),
    ].sort(inOrderOfPlace);
    return workPage(
      question,
      listOf(),
      due,
      ({ row }) => row,
      ({ place }) => place,
    );
  });

type NameOf = (collaboratorId: CollaboratorId) => Personal<string> | null;

/** A row, and by what it is sorted: moment, sort of ending, and ids. */
interface Placed {
  readonly row: DueRow;
  readonly place: readonly [at: string, what: string, id: string, caseId: string];
}

/** One of the sources: in it `what` is the same for all rows, and no column that SQL could sort by. */
const listOf = (...keys: TimeList['keys']): TimeList => ({ name: 'due', direction: 'ascending', keys });

const inOrderOfPlace = (one: Placed, other: Placed): number => {
  for (const [n, part] of one.place.entries()) {
    const against = other.place[n] ?? '';
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
};

const untilOf = ({ now, until = daysAfter(now, USUAL_DAYS) }: DueQuestion): string => until;

const invitations = async (snapshot: Snapshot, question: DueQuestion, nameOf: NameOf): Promise<readonly Placed[]> => {
  const what = 'invitation-expires';
  const [at, id] = [sql.ref('unansweredUntil'), sql.ref('collaboratorId')];
  const entries = snapshot
    .selectFrom('rosterEntries')
    .select(['collaboratorId', 'unansweredUntil'])
    .where('providerId', '=', question.viewer)
    .where('unansweredUntil', '>', question.now)
    .where('unansweredUntil', '<', untilOf(question))
    .$narrowType<{ unansweredUntil: string }>();
  const rows = await behindCursor(question, listOf(at, sql.lit(what), id, sql.lit('')))
    .reduce((query, condition) => query.where(condition), entries)
    .orderBy(inTime(listOf(at, id)))
    .limit(rowsToRead(question))
    .execute();
  return rows.map(({ collaboratorId, unansweredUntil }) => ({
    row: { what, at: unansweredUntil, collaboratorId, collaboratorName: nameOf(collaboratorId) },
    place: [unansweredUntil, what, collaboratorId, ''],
  }));
};

const grants = async (snapshot: Snapshot, question: DueQuestion, nameOf: NameOf): Promise<readonly Placed[]> => {
  const what = 'grant-ends';
  const [at, id, ofCase] = [sql.ref('row.endsAt'), sql.ref('row.collaboratorId'), sql.ref('row.caseId')];
  const standing = snapshot
    .selectFrom('grants as row')
    .innerJoin('rosterEntries as entry', (join) =>
      join.onRef('entry.providerId', '=', 'row.providerId').onRef('entry.collaboratorId', '=', 'row.collaboratorId'),
    )
    .innerJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .select(['row.endsAt', 'row.collaboratorId', 'row.caseId', 'row.orderNumber'])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('entry.removedAt', 'is', null)
    .where('row.providerId', '=', question.viewer)
    .where('row.endsAt', '>', question.now)
    .where('row.endsAt', '<', untilOf(question));
  const rows = await behindCursor(question, listOf(at, sql.lit(what), id, ofCase))
    .reduce((query, condition) => query.where(condition), standing)
    .orderBy(inTime(listOf(at, id, ofCase)))
    .limit(rowsToRead(question))
    .execute();
  return rows.map(({ endsAt, collaboratorId, caseId, orderNumber, ...patient }) => ({
    row: {
      ...{ what, at: endsAt, collaboratorId, collaboratorName: nameOf(collaboratorId), caseId, orderNumber },
      patient: patientName(patient),
    },
    place: [endsAt, what, collaboratorId, caseId],
  }));
};

const consents = async (snapshot: Snapshot, question: DueQuestion): Promise<readonly Placed[]> => {
  const what = 'consent-ends';
  const [at, id] = [sql.ref('row.validUntil'), sql.ref('row.consentId')];
  const ending = snapshot
    .selectFrom('consentEnds as row')
    .innerJoin('patients as patient', 'patient.patientId', 'row.patientId')
    .select(['row.validUntil', 'row.consentId'])
    .select(['patient.patientId', 'patient.givenName', 'patient.familyName', 'patient.birthDate'])
    .where('row.providerId', '=', question.viewer)
    .where('row.validUntil', '>', question.now)
    .where('row.validUntil', '<', untilOf(question));
  const rows = await behindCursor(question, listOf(at, sql.lit(what), id, sql.lit('')))
    .reduce((query, condition) => query.where(condition), ending)
    .orderBy(inTime(listOf(at, id)))
    .limit(rowsToRead(question))
    .execute();
  return rows.map(({ validUntil, consentId, ...patient }) => ({
    row: { what, at: validUntil, consentId, patient: patientName(patient) },
    place: [validUntil, what, consentId, ''],
  }));
};
