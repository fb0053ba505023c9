/** Registering an organisation and saying who works for it, by an administrator. Rules: product.md B8. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandAdministratorOrSetup } from '../demands.js';
import { DomainError } from '../errors.js';
import type { OrganisationId, PersonId } from '../ids.js';
import { demandText } from '../text.js';
import type { OrganisationContext } from './context.js';
import type { OrganisationEvent, OrganisationKind } from './events.js';
import { isMember, type OrganisationState } from './state.js';

export type RegisterOrganisation = Command<
  'RegisterOrganisation',
  { readonly organisationId: OrganisationId; readonly kind: OrganisationKind; readonly name: string }
>;
export type AddMember = Command<'AddMember', { readonly personId: PersonId }>;
export type RemoveMember = Command<'RemoveMember', { readonly personId: PersonId }>;

/**
 * Registered as this kind already: records nothing.
 * @throws DomainError `ORGANISATION.ALREADY_REGISTERED` (facts: `kind`) where it is of another kind, `ORGANISATION.NAME_MISSING`
 */
export const registerOrganisation = (
  command: RegisterOrganisation,
  state: OrganisationState,
  { actor }: Context,
): readonly OrganisationEvent[] => {
  demandAdministratorOrSetup(actor);
  const { organisationId, kind, name } = command.data;
  if (state.status === 'registered') {
    if (state.kind === kind) return [];
    throw new DomainError('ORGANISATION.ALREADY_REGISTERED', 'The organisation is registered as another kind.', {
      kind: state.kind,
    });
  }
  demandText(name, 'ORGANISATION.NAME_MISSING', 'An organisation needs a name.');
  return [{ type: 'OrganisationRegistered', data: { organisationId, kind, name } }];
};

/** Somebody who has an account that is not closed, be it that they complete the registration later. */
export const addMember = (
  command: AddMember,
  state: OrganisationState,
  { actor, member }: OrganisationContext,
): readonly OrganisationEvent[] => {
  demandAdministratorOrSetup(actor);
  const { organisationId } = demandRegistered(state);
  const { personId } = command.data;
  if (isMember(state, personId)) return [];
  if (!member || member.status === 'none' || member.status === 'closed' || member.personId !== personId) {
    throw new DomainError('ORGANISATION.MEMBER_UNKNOWN', 'Nobody is known under this id.', { personId });
  }
  return [{ type: 'MemberAdded', data: { organisationId, personId } }];
};

/** Ends what the person sees through the organisation, at once. */
export const removeMember = (
  command: RemoveMember,
  state: OrganisationState,
  { actor }: Context,
): readonly OrganisationEvent[] => {
  demandAdministratorOrSetup(actor);
  const { organisationId } = demandRegistered(state);
  const { personId } = command.data;
  return isMember(state, personId) ? [{ type: 'MemberRemoved', data: { organisationId, personId } }] : [];
};

const demandRegistered = (state: OrganisationState): Exclude<OrganisationState, { status: 'none' }> => {
  if (state.status === 'none') throw new DomainError('ORGANISATION.UNKNOWN', 'There is no such organisation.');
  return state;
};
