/** A planning service or a lab, and who works for it. Rules: product.md B8. */

import type { OrganisationId, PersonId } from '../ids.js';
import type { OrganisationEvent, OrganisationKind } from './events.js';

export type OrganisationState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly organisationId: OrganisationId;
      readonly kind: OrganisationKind;
      readonly members: readonly PersonId[];
    };

export const noOrganisation: OrganisationState = { status: 'none' };

export const evolveOrganisation = (state: OrganisationState, event: OrganisationEvent): OrganisationState => {
  if (event.type === 'OrganisationRegistered') {
    const { organisationId, kind } = event.data;
    return state.status === 'none' ? { status: 'registered', organisationId, kind, members: [] } : state;
  }
  if (state.status === 'none') return state;
  const others = state.members.filter((member) => member !== event.data.personId);
  switch (event.type) {
    case 'MemberAdded':
      return { ...state, members: [...others, event.data.personId] };
    case 'MemberRemoved':
      return { ...state, members: others };
    default:
      return state;
  }
};

/** Whether a person works for the organisation now. Whose account is closed still stands in it but is no actor any more. */
export const isMember = (organisation: OrganisationState | undefined, personId: PersonId): boolean =>
  organisation?.status === 'registered' && organisation.members.includes(personId);
