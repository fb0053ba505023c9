/** Manage Collaborators. Rules: product.md B, C3, F3. */

import {
  type CollaboratorId,
  emptyRoster,
  type Instant,
  nextReminder,
  type Permission,
  type Personal,
  type ProviderId,
  reminderDueAt,
  type ReviewRule,
  type StandingRule,
} from '@konsil/domain';
import { type Kysely, sql, type SqlBool } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { Invitation, RosterEntryRow } from '../../folds/rosters/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { EntryCases, EntryInvitation, EntryState, Roster, RosterEntry } from '../answers.js';
import { joinedName } from '../lists/rows.js';
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
      policy: found?.policy ?? emptyRoster.policy,
      attestationVersion: found?.attestationVersion ?? null,
      termsVersion: found?.termsVersion ?? null,
      reviewRule: found === undefined ? emptyRoster.reviewRule : parsed<ReviewRule>(found.reviewRule),
      translationAllowed: found?.translationAllowed === 1,
      entries: entries.map((entry) => toEntry(entry, counts.get(entry.collaboratorId) ?? noCases, now)),
      revision: found?.revision ?? -1,
    };
  });

const noCases: EntryCases = { shared: 0, toEvaluate: 0, ready: 0 };

/** How the people and organisations of a provider's roster are called, by entry. */
export const entryNames = async (
  snapshot: Snapshot,
  providerId: ProviderId,
): Promise<ReadonlyMap<CollaboratorId, Personal<string> | null>> => {
  const entries = await entriesOf(snapshot, providerId);
  return new Map(entries.map(({ collaboratorId, known, name }) => [collaboratorId, joinedName(known, name)]));
};

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

const toEntry = (row: EntryFound, cases: EntryCases, now: Instant): RosterEntry => {
  const { collaboratorId, recipientId, recipientKind: kind, addedAt, acceptedAt, removedAt } = row;
  const invitation = row.invitation === null ? null : parsed<Invitation>(row.invitation);
  const { current, future, pseudonymised = false, ends = null } = parsed<StandingRule>(row.rule);
  return {
    ...{ collaboratorId, recipientId, kind, addedAt, acceptedAt, removedAt, cases },
    invitation: invitation && shown(invitation, row.unansweredUntil !== null, now),
    name: joinedName(row.known, row.name),
    permissions: parsed<readonly Permission[]>(row.permissions),
    rule: { current, future, pseudonymised, ends },
    state: entryState(row, invitation, now),
  };
};

const DAY = 86_400_000;

const shown = (invitation: Invitation, isUnanswered: boolean, now: Instant): EntryInvitation => {
  const { invitationId, asks, expiresAt, invitedAt, reminders } = invitation;
  const next = isUnanswered ? nextReminder(expiresAt, reminders, now) : undefined;
  return {
    ...{ invitationId, asks, expiresAt, invitedAt, reminders },
    ageInDays: Math.max(0, Math.floor((Date.parse(now) - Date.parse(invitedAt)) / DAY)),
    nextReminderAt: next === undefined ? null : reminderDueAt(expiresAt, next),
  };
};

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

/** From the counters of the dashboard, which know what events say. */
const grantCounts = async (snapshot: Snapshot, providerId: ProviderId): Promise<ReadonlyMap<string, EntryCases>> => {
  const rows = await snapshot
    .selectFrom('rosterEntries as entry')
    .innerJoin('grantCounts as row', (join) =>
      join
        .onRef('row.recipientId', '=', 'entry.recipientId')
        .onRef('row.providerId', '=', 'entry.providerId')
        .onRef('row.collaboratorId', '=', 'entry.collaboratorId'),
    )
    .select(['row.collaboratorId', 'row.collaboratorStatus', 'row.count'])
    .where('entry.providerId', '=', providerId)
    .where('row.collaboratorStatus', '!=', 'archived')
    .execute();
  const byEntry = new Map<string, EntryCases>();
  for (const { collaboratorId, collaboratorStatus, count } of rows) {
    const { shared, toEvaluate, ready } = byEntry.get(collaboratorId) ?? noCases;
    byEntry.set(collaboratorId, {
      shared: shared + count,
      toEvaluate: toEvaluate + (collaboratorStatus === 'evaluating-setup' ? count : 0),
      ready: ready + (collaboratorStatus === 'ready-for-approval' ? count : 0),
    });
  }
  return byEntry;
};
