/** Invitations as the invited see them. Rules: product.md B4. */

import type { Instant, PersonId } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { Invitation, RosterEntryRow } from '../../folds/rosters/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { InvitationRow } from '../answers.js';
import { joinedName } from '../lists/rows.js';
import { speaksFor } from '../seeing.js';
import { inSnapshot, parsed } from '../snapshot.js';

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
