/** Whom and what a searched name means, so that rows are compared by ids: of the few that can be meant, never of all. */

import type { CollaboratorId, ProviderId } from '@konsil/domain';
import { sql, type SqlBool } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import { markOf } from '../../folds/patients/marks.js';
import type { Snapshot } from '../snapshot.js';
import { anyOf, type Condition, oneOf } from './conditions.js';

export interface Practice {
  readonly personId: string;
  readonly practiceId: string;
}

/** Practices of these providers that are called so. */
export const practicesCalled = (
  snapshot: Snapshot,
  dialect: Dialect,
  providers: readonly string[],
  text: string,
): Promise<readonly Practice[]> =>
  snapshot
    .selectFrom('practices as practice')
    .select(['practice.personId', 'practice.practiceId'])
    .where(anyOf(oneOf(sql.ref('practice.personId'), providers)))
    .where(dialect.contains('practice.searchName', text))
    .execute();

/** The case of `row` belongs to one of the practices. */
export const isOfAny = (practices: readonly Practice[]): Condition =>
  practices.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`("row"."practiceMark" in (${sql.join(practices.map(({ practiceId }) => markOf(practiceId)))})
        and ("row"."providerId", "row"."practiceId") in (values ${sql.join(
          practices.map(({ personId, practiceId }) => sql`(${personId}, ${practiceId})`),
        )}))`;

/** Providers who share, or shared, cases with any of the recipients. */
export const providersOf = async (snapshot: Snapshot, recipients: readonly string[]): Promise<readonly string[]> => {
  const found = await snapshot
    .selectFrom('grantCounts as row')
    .select('row.providerId')
    .distinct()
    .where(anyOf(oneOf(sql.ref('row.recipientId'), recipients)))
    .execute();
  return found.map(({ providerId }) => providerId);
};

/** Those of the people who are called so. */
export const peopleCalled = async (
  snapshot: Snapshot,
  dialect: Dialect,
  people: readonly string[],
  text: string,
): Promise<readonly string[]> => {
  const found = await snapshot
    .selectFrom('people as person')
    .select('person.personId')
    .where(anyOf(oneOf(sql.ref('person.personId'), people)))
    .where(dialect.contains('person.searchName', text))
    .execute();
  return found.map(({ personId }) => personId);
};

/** Those of the organisations that are called so. */
export const organisationsCalled = async (
  snapshot: Snapshot,
  dialect: Dialect,
  organisations: readonly string[],
  text: string,
): Promise<readonly string[]> => {
  const found = await snapshot
    .selectFrom('organisations as organisation')
    .select('organisation.organisationId')
    .where(anyOf(oneOf(sql.ref('organisation.organisationId'), organisations)))
    .where(dialect.contains('organisation.searchName', text))
    .execute();
  return found.map(({ organisationId }) => organisationId);
};

/** Entries of the provider's roster whose person or organisation is called so. */
export const collaboratorsCalled = async (
  snapshot: Snapshot,
  dialect: Dialect,
  providerId: ProviderId,
  text: string,
): Promise<readonly CollaboratorId[]> => {
  const entries = await snapshot
    .selectFrom('rosterEntries as entry')
    .leftJoin('people as person', (join) => join.on(sql<SqlBool>`"person"."personId" = "entry"."recipientId"`))
    .leftJoin('organisations as organisation', (join) =>
      join.on(sql<SqlBool>`"organisation"."organisationId" = "entry"."recipientId"`),
    )
    .select('entry.collaboratorId')
    .where('entry.providerId', '=', providerId)
    .where(anyOf([dialect.contains('person.searchName', text), dialect.contains('organisation.searchName', text)]))
    .execute();
  return entries.map(({ collaboratorId }) => collaboratorId);
};
