/** Names for ids: people, organisations, practices. Rules: product.md A1, B2, B8. */

import type { AuditScope, Instant, OrganisationId, PersonId, ProviderId, Role } from '@konsil/domain';
import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../read-store/index.js';
import type { OrganisationRow, PersonRow, PracticeRow } from '../answers.js';
import { asNumber } from '../lists/conditions.js';
import { personal } from '../lists/rows.js';
import { notParked } from '../seeing.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';

interface Appointment {
  readonly scope: AuditScope;
  readonly endsAt: Instant | null;
}

export const people = async (
  database: Kysely<StoreTables>,
  ids: readonly PersonId[],
): Promise<readonly PersonRow[]> => {
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom('people')
    .selectAll()
    .select(
      asNumber(sql`exists (select 1 from "practices" where "practices"."personId" = "people"."personId")`).as(
        'provider',
      ),
    )
    .where('personId', 'in', ids)
    .execute();
  return rows.map((row) => ({
    personId: row.personId,
    name: personal(row.name),
    language: row.language,
    registered: row.registered === 1,
    roles: parsed<readonly Role[]>(row.roles),
    provider: row.provider === 1,
    auditor: row.auditor === null ? null : parsed<Appointment>(row.auditor),
  }));
};

export const practices = async (
  database: Kysely<StoreTables>,
  providerId: ProviderId,
): Promise<readonly PracticeRow[]> => {
  const rows = await database
    .selectFrom('practices')
    .select(['practiceId', 'personId', 'name'])
    .where('personId', '=', providerId)
    .orderBy('sortName')
    .orderBy('practiceId')
    .execute();
  return rows.map(({ practiceId, personId, name }) => ({ practiceId, providerId: personId, name: personal(name) }));
};

export const organisations = (
  database: Kysely<StoreTables>,
  ids: readonly OrganisationId[],
): Promise<readonly OrganisationRow[]> => inSnapshot(database, (snapshot) => organisationsIn(snapshot, ids));

export const organisationsOf = (
  database: Kysely<StoreTables>,
  personId: PersonId,
): Promise<readonly OrganisationRow[]> =>
  inSnapshot(database, async (snapshot) => {
    const memberships = await snapshot
      .selectFrom('organisationMembers')
      .select('organisationId')
      .where('personId', '=', personId)
      .where(notParked('organisations', 'organisationMembers.organisationId'))
      .execute();
    return organisationsIn(
      snapshot,
      memberships.map(({ organisationId }) => organisationId),
    );
  });

const organisationsIn = async (
  snapshot: Snapshot,
  ids: readonly OrganisationId[],
): Promise<readonly OrganisationRow[]> => {
  if (ids.length === 0) return [];
  const found = await snapshot.selectFrom('organisations').selectAll().where('organisationId', 'in', ids).execute();
  const members = await snapshot
    .selectFrom('organisationMembers')
    .selectAll()
    .where('organisationId', 'in', ids)
    .orderBy('personId')
    .execute();
  return found.map(({ organisationId, kind, name }) => ({
    organisationId,
    kind,
    name,
    members: members.filter((member) => member.organisationId === organisationId).map(({ personId }) => personId),
  }));
};
