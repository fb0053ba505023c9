import { type Decider, decideWith } from '../decider.js';
import { addCollaborator, type AddCollaborator } from './adding.js';
import type { RosterContext } from './context.js';
import {
  acceptTerms,
  type AcceptTerms,
  attestPatientConsent,
  type AttestPatientConsent,
  chooseConsentPolicy,
  type ChooseConsentPolicy,
} from './entitling.js';
import type { RosterEvent } from './events.js';
import { type InvitingCommand, invitingDecisions } from './inviting/index.js';
import { type PermittingCommand, permittingDecisions } from './permitting/index.js';
import { type StandingCommand, standingDecisions } from './standing.js';
import { emptyRoster, evolveRoster, type RosterState } from './state.js';

export type RosterCommand =
  | AttestPatientConsent
  | AcceptTerms
  | ChooseConsentPolicy
  | AddCollaborator
  | InvitingCommand
  | PermittingCommand
  | StandingCommand;

/**
 * One provider's collaborators (product.md B, C3, C7). All commands are the provider's, but for an invitation: whoever was
 * asked answers it, and policies remind of it and end it.
 */
export const rosterDecider: Decider<RosterState, RosterCommand, RosterEvent, RosterContext> = {
  category: 'roster',
  initial: emptyRoster,
  evolve: evolveRoster,
  decide: decideWith<RosterState, RosterCommand, RosterEvent, RosterContext>({
    AttestPatientConsent: attestPatientConsent,
    AcceptTerms: acceptTerms,
    ChooseConsentPolicy: chooseConsentPolicy,
    AddCollaborator: addCollaborator,
    ...invitingDecisions,
    ...permittingDecisions,
    ...standingDecisions,
  }),
};
