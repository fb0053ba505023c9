/** Manage Collaborators, and invitations as the invited see them. Rules: product.md B, F3. */

import type { Instant, Permission, PersonId, ProviderId } from '@konsil/domain';
import { type Kysely, sql, type SqlBool } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { Invitation, RosterEntryRow } from '../../folds/rosters/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { EntryState, InvitationRow, Roster, RosterEntry } from '../answers.js';
import { joinedName } from '../lists/rows.js';
import { speaksFor } from '../seeing.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';

export const roster = (database: Kysely<StoreTables>, providerId: ProviderId, now: Instant): Promise<Roster> =>
  inSnapshot(database, async (snapshot) => {
    const found = await snapshot
      .selectFrom('providers')
      .selectAll()
      .where('providerId', '=', providerId)
      .executeTakeFirst();
    const entries = await entriesOf(snapshot, providerId);
    const counts = await grantCounts(snapshot, providerId);
    return {
      providerId,
      policy: found?.policy ?? 'attestation',
      attestationVersion: found?.attestationVersion ?? null,
      termsVersion: found?.termsVersion ?? null,
      entries: entries.map((entry) => toEntry(entry, counts.get(entry.collaboratorId) ?? noCases, now)),
      revision: found?.revision ?? -1,
    };
  });

const noCases: RosterEntry['cases'] = { shared: 0, toEvaluate: 0, ready: 0 };

const entriesOf = (snapshot: Snapshot, providerId: ProviderId) =>
  snapshot
    .selectFrom('rosterEntries as entry')
    .leftJoin('people as person', (join) => join.on(sql<SqlBool>`"person"."personId" = "entry"."recipientId"`))
    .leftJoin('organisations as organisation', (join) =>
      join.on(sql<SqlBool>`"organisation"."organisationId" = "entry"."recipientId"`),
    )
    .selectAll('entry')
    .select(sql<string | null>`coalesce("person"."personId", "organisation"."organisationId")`.as('known'))
    .select(sql<string | null>`coalesce("person"."name", "organisation"."name")`.as('name'))
    .where('entry.providerId', '=', providerId)
    .orderBy('entry.addedAt')
    .orderBy('entry.collaboratorId')
    .execute();

type EntryFound = Awaited<ReturnType<typeof entriesOf>>[number];

const toEntry = (row: EntryFound, cases: RosterEntry['cases'], now: Instant): RosterEntry => {
  const { collaboratorId, recipientId, recipientKind: kind, addedAt, acceptedAt, removedAt } = row;
  const invitation = row.invitation === null ? null : parsed<Invitation>(row.invitation);
  return {
    ...{ collaboratorId, recipientId, kind, addedAt, acceptedAt, removedAt, cases },
    invitation: invitation && shown(invitation),
    name: joinedName(row.known, row.name),
    permissions: parsed<readonly Permission[]>(row.permissions),
    state: entryState(row, invitation, now),
  };
};

const shown = ({ invitationId, asks, expiresAt, invitedAt }: Invitation): NonNullable<RosterEntry['invitation']> => ({
  invitationId,
  asks,
  expiresAt,
  invitedAt,
});

const entryState = (
  { removedAt, acceptedAt, active }: Pick<Stored<RosterEntryRow>, 'removedAt' | 'acceptedAt' | 'active'>,
  invitation: Invitation | null,
  now: Instant,
): EntryState => {
  if (removedAt !== null) return 'removed';
  if (acceptedAt !== null) return active ? 'accepted' : 'paused';
  if (invitation === null) return 'added';
  if (invitation.ended === 'declined' || invitation.ended === 'withdrawn') return `invitation-${invitation.ended}`;
  return invitation.expiresAt <= now ? 'invitation-expired' : 'invited';
};

const grantCounts = async (
  snapshot: Snapshot,
  providerId: ProviderId,
): Promise<ReadonlyMap<string, RosterEntry['cases']>> => {
  const rows = await snapshot
    .selectFrom('rosterEntries as entry')
    .innerJoin('grants as row', 'row.collaboratorId', 'entry.collaboratorId')
    .select('entry.collaboratorId')
    .select(({ fn }) => [
      fn.countAll<number>().as('shared'),
      fn.countAll<number>().filterWhere('row.collaboratorStatus', '=', 'evaluating-setup').as('toEvaluate'),
      fn.countAll<number>().filterWhere('row.collaboratorStatus', '=', 'ready-for-approval').as('ready'),
    ])
    .where('entry.providerId', '=', providerId)
    .where('row.collaboratorStatus', '!=', 'archived')
    .groupBy('entry.collaboratorId')
    .execute();
  return new Map(rows.map(({ collaboratorId, ...cases }) => [collaboratorId, cases]));
};

/** Only of entries that are not removed, and without those that were declined or withdrawn; newest first. */
export const invitationsOf = (
  database: Kysely<StoreTables>,
  viewer: PersonId,
  now: Instant,
): Promise<readonly InvitationRow[]> =>
  inSnapshot(database, async (snapshot) => {
    const rows = await snapshot
      .selectFrom('rosterEntries as entry')
      .leftJoin('people as person', 'person.personId', 'entry.providerId')
      .select(['entry.providerId', 'entry.collaboratorId', 'entry.recipientId', 'entry.invitation'])
      .select(['entry.acceptedAt', 'person.personId as knownProvider', 'person.name as providerName'])
      .where('entry.removedAt', 'is', null)
      .where('entry.invitation', 'is not', null)
      .where(speaksFor('entry.recipientId', { viewer }))
      .orderBy('entry.providerId')
      .orderBy('entry.collaboratorId')
      .execute();
    return rows
      .map((row) => ({ row, invitation: parsed<Invitation>(row.invitation ?? 'null') }))
      .filter(({ invitation }) => invitation.ended === null || invitation.ended === 'expired')
      .map(({ row, invitation }) => toInvitation(row, invitation, now))
      .sort((one, other) => Number(one.expiresAt < other.expiresAt) - Number(one.expiresAt > other.expiresAt));
  });

type InvitationFound = Pick<Stored<RosterEntryRow>, 'providerId' | 'collaboratorId' | 'recipientId' | 'acceptedAt'> & {
  readonly knownProvider: string | null;
  readonly providerName: string | null;
};

const toInvitation = (row: InvitationFound, invitation: Invitation, now: Instant): InvitationRow => {
  const { providerId, collaboratorId, recipientId, acceptedAt } = row;
  const { invitationId, asks, expiresAt } = invitation;
  const open = expiresAt <= now ? 'expired' : 'open';
  return {
    ...{ providerId, collaboratorId, recipientId, invitationId, asks, expiresAt },
    providerName: joinedName(row.knownProvider, row.providerName),
    state: acceptedAt === null ? open : 'accepted',
  };
};
