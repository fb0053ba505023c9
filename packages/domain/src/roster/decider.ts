import type { Decider } from '../decider.js';
import { acceptInvitation, type AcceptInvitation } from './accepting.js';
import { addCollaborator, type AddCollaborator, removeCollaborator, type RemoveCollaborator } from './adding.js';
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
import { emptyRoster, evolveRoster, type RosterState } from './state.js';

export type RosterCommand =
  AttestPatientConsent | AcceptTerms | ChooseConsentPolicy | AddCollaborator | AcceptInvitation | RemoveCollaborator;

/** One provider's collaborators (product.md B). All commands are the provider's, but for accepting. */
export const rosterDecider: Decider<RosterState, RosterCommand, RosterEvent, RosterContext> = {
  category: 'roster',
  initial: emptyRoster,
  evolve: evolveRoster,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'AttestPatientConsent':
        return attestPatientConsent(command, state, context);
      case 'AcceptTerms':
        return acceptTerms(command, state, context);
      case 'ChooseConsentPolicy':
        return chooseConsentPolicy(command, state, context);
      case 'AddCollaborator':
        return addCollaborator(command, state, context);
      case 'AcceptInvitation':
        return acceptInvitation(command, state, context);
      case 'RemoveCollaborator':
        return removeCollaborator(command, state, context);
    }
  },
};
