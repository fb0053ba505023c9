import { type Decider, type Decisions, decideWith } from '../decider.js';
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

const decisions: Decisions<OrganisationState, OrganisationCommand, OrganisationEvent, OrganisationContext> = {
  RegisterOrganisation: registerOrganisation,
  AddMember: addMember,
  RemoveMember: removeMember,
};

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
  decide: decideWith(decisions),
};
