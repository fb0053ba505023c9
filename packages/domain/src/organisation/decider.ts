import type { Decider } from '../decider.js';
import type { OrganisationContext } from './context.js';
import type { OrganisationEvent } from './events.js';
import {
  addMember,
  type AddMember,
  registerOrganisation,
  type RegisterOrganisation,
  removeMember,
  type RemoveMember,
} from './members.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './state.js';

export type OrganisationCommand = RegisterOrganisation | AddMember | RemoveMember;

/** A planning service or a lab (product.md B8). */
export const organisationDecider: Decider<
  OrganisationState,
  OrganisationCommand,
  OrganisationEvent,
  OrganisationContext
> = {
  category: 'organisation',
  initial: noOrganisation,
  evolve: evolveOrganisation,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'RegisterOrganisation':
        return registerOrganisation(command, state, context);
      case 'AddMember':
        return addMember(command, state, context);
      case 'RemoveMember':
        return removeMember(command, state, context);
    }
  },
};
