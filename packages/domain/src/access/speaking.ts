/** For which entries of a roster a person speaks, asked where no case decides it. Rules: product.md B3, B7, B8, D1. */

import type { PersonActor } from '../context.js';
import { notFound, permissionMissing } from '../demands.js';
import type { CollaboratorId, OrganisationId, PersonId, RecipientId } from '../ids.js';
import { isMember, type OrganisationState } from '../organisation/state.js';
import type { Permission } from '../roster/events.js';
import type { RosterEntry, RosterState } from '../roster/state.js';

export type Organisations = ReadonlyMap<OrganisationId, OrganisationState>;

/** Whether a person is the recipient, or a member of it: then with the organisation for which they act. */
export const speaksFor = (
  personId: PersonId,
  recipientId: RecipientId,
  organisations: Organisations,
): { onBehalfOf?: OrganisationId } | undefined => {
  if (recipientId === personId) return {};
  const organisation = organisations.get(recipientId as OrganisationId);
  return organisation?.status === 'registered' && isMember(organisation, personId)
    ? { onBehalfOf: organisation.organisationId }
    : undefined;
};

/**
 * The active entry with the permission through which a person acts for the roster's provider: the one that is named, else the
 * first.
 * @throws DomainError `ACCESS.NOT_FOUND` where the person works with the provider through no active entry, `ACCESS.DENIED`
 * (facts: `reason`, `permission`) where no such entry has the permission.
 */
export const demandEntryWith = (
  permission: Permission,
  { personId }: PersonActor,
  roster: RosterState,
  organisations: Organisations,
  named?: CollaboratorId,
): RosterEntry => {
  const entries = Object.values(roster.entries).filter(
    ({ collaboratorId, status, recipientId }) =>
      status === 'active' &&
      (named === undefined || named === collaboratorId) &&
      speaksFor(personId, recipientId, organisations),
  );
  if (entries.length === 0) throw notFound();
  const permitted = entries.find(({ permissions }) => permissions.includes(permission));
  if (permitted) return permitted;
  throw permissionMissing(permission);
};
