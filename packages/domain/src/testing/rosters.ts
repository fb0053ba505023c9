import { fold } from '../decider.js';
import type { InvitationId, PersonId } from '../ids.js';
import type { ConsentPolicy, Permission, RosterEvent } from '../roster/events.js';
import type { CurrentTexts } from '../roster/context.js';
import { emptyRoster, evolveRoster, type RosterState } from '../roster/state.js';
import { inDays } from './clock.js';
import { annaId, type Collaborator, idOf, petraId, planWellId } from './people.js';

/** The versions in force in the examples. */
export const TEXTS: CurrentTexts = { attestationVersion: '2026-01', termsVersion: '2026-01' };

export interface RosterBuilder {
  /** Added, invited and accepted. */
  readonly with: (collaborator: Collaborator, permissions?: readonly Permission[]) => RosterBuilder;
  /** Added and invited, not accepted yet. */
  readonly invited: (collaborator: Collaborator, permissions?: readonly Permission[]) => RosterBuilder;
  readonly without: (collaborator: Collaborator) => RosterBuilder;
  readonly policy: (policy: ConsentPolicy) => RosterBuilder;
  readonly and: (...events: readonly RosterEvent[]) => RosterBuilder;
  readonly events: readonly RosterEvent[];
  readonly build: () => RosterState;
}

const of = { providerId: annaId };

const confirmations: readonly RosterEvent[] = [
  { type: 'PatientConsentAttested', data: { ...of, textVersion: TEXTS.attestationVersion } },
  { type: 'TermsAccepted', data: { ...of, termsVersion: TEXTS.termsVersion } },
];

/** Anna's roster: consent attested and terms accepted in the versions in force, policy `attestation`, nobody in it. */
export const aRoster = (): RosterBuilder => builder(confirmations);

/** A roster in which nothing has been confirmed. */
export const anUnconfirmedRoster = (): RosterBuilder => builder([]);

const builder = (events: readonly RosterEvent[]): RosterBuilder => ({
  with: (collaborator, permissions) =>
    builder([...events, ...invited(collaborator, permissions), accepted(collaborator)]),
  invited: (collaborator, permissions) => builder([...events, ...invited(collaborator, permissions)]),
  without: ({ collaboratorId }) =>
    builder([...events, { type: 'CollaboratorRemoved', data: { ...of, collaboratorId } }]),
  policy: (policy) => builder([...events, { type: 'ConsentPolicyChosen', data: { ...of, policy } }]),
  and: (...more) => builder([...events, ...more]),
  events,
  build: () => fold(evolveRoster, emptyRoster, events),
});

/** The invitation that the builder records for a collaborator. */
export const invitationOf = ({ collaboratorId }: Collaborator): InvitationId =>
  idOf(Number(collaboratorId.slice(-3)) + 100) as InvitationId;

const invited = (
  collaborator: Collaborator,
  permissions: readonly Permission[] = ['decline-setups'],
): readonly RosterEvent[] => {
  const { collaboratorId, recipientId, kind: recipientKind } = collaborator;
  const invitationId = invitationOf(collaborator);
  return [
    { type: 'CollaboratorAdded', data: { ...of, collaboratorId, recipientId, recipientKind, permissions } },
    {
      type: 'CollaboratorInvited',
      data: { ...of, collaboratorId, invitationId, asks: 'complete-registration', expiresAt: inDays(30) },
    },
  ];
};

const accepted = (collaborator: Collaborator): RosterEvent => {
  const { collaboratorId, recipientId } = collaborator;
  const personId = recipientId === planWellId ? petraId : (recipientId as PersonId);
  return {
    type: 'InvitationAccepted',
    data: { ...of, collaboratorId, invitationId: invitationOf(collaborator), personId },
  };
};
