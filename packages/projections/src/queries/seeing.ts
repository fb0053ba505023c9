/**
 * Which grants a person may see by, now: the access rule over rows, as `mayRecipientSee` of the domain has it over
 * states. Everything it asks stands in the rows of the same snapshot. Rules: product.md G2, G3, B5-B8, J3.
 */

import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Asking } from './questions.js';
import type { Snapshot } from './snapshot.js';

/** A parked group denies everybody but its provider (architecture: what access depends on and can't be read). */
export const notParked = (
  fold: 'patients' | 'rosters' | 'organisations' | 'people',
  key: string,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`not exists (select 1 from "parked" where "fold" = ${sql.lit(fold)} and "key" = ${sql.ref(key)})`;

/** The person, and the organisations they are a member of. */
export const speaksFor = (recipient: string, { viewer }: Pick<Asking, 'viewer'>): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(recipient)} in (
    select ${viewer} union all
    select "members"."organisationId" from "organisationMembers" as "members"
    where "members"."personId" = ${viewer} and ${notParked('organisations', 'members.organisationId')})`;

/** Consents and withdrawals, under the provider's policy (G2). */
const basisStands = ({ now }: Asking): RawBuilder<SqlBool> =>
  sql<SqlBool>`("row"."coveredUntil" > ${now} or ("row"."blocked" = 0
    and ("row"."recipientKind" = 'staff' or "roster"."policy" = 'attestation')))`;

/** The grants that work now for whoever their recipients are, as `row`, with their roster entry (`entry`) and roster (`roster`). */
export const workingGrants = (snapshot: Snapshot, asking: Asking) =>
  snapshot
    .selectFrom('grants as row')
    .innerJoin('rosterEntries as entry', (join) =>
      join.onRef('entry.providerId', '=', 'row.providerId').onRef('entry.collaboratorId', '=', 'row.collaboratorId'),
    )
    .innerJoin('providers as roster', 'roster.providerId', 'row.providerId')
    .where('entry.active', '=', 1)
    .where('row.endsAt', '>', asking.now)
    .where(basisStands(asking));

/** Of the {@link workingGrants} those by which the person who asks may see a case. */
export const visibleGrants = (snapshot: Snapshot, asking: Asking) =>
  workingGrants(snapshot, asking)
    .where('row.providerId', '!=', asking.viewer)
    .where(speaksFor('row.recipientId', asking))
    .where(notParked('patients', 'row.patientId'))
    .where(notParked('rosters', 'row.providerId'));
