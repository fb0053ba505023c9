import type { AccountState } from '../account/state.js';
import type { Actor } from '../context.js';
import { fold } from '../decider.js';
import type { InvitationId, PersonId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import type { ConsentPolicy, Permission, RosterEvent, StandingRule } from '../roster/events.js';
import type { CurrentTexts, Recipient, RosterContext } from '../roster/context.js';
import type { Reminder } from '../roster/inviting/index.js';
import { emptyRoster, evolveRoster, type RosterState } from '../roster/state.js';
import { inDays, NOW } from './clock.js';
import { anna, annaId, type Collaborator, idOf, petraId, planWellId, planWellState } from './people.js';

/** The versions in force in the examples. */
export const TEXTS: CurrentTexts = { attestationVersion: '2026-01', termsVersion: '2026-01' };

export interface RosterBuilder {
  /** Added, invited and accepted. */
  readonly with: (collaborator: Collaborator, permissions?: readonly Permission[]) => RosterBuilder;
  /** Added and invited, not accepted yet. */
  readonly invited: (collaborator: Collaborator, permissions?: readonly Permission[]) => RosterBuilder;
  /** The invitation of {@link invited} came to nothing. */
  readonly declined: (collaborator: Collaborator) => RosterBuilder;
  readonly withdrawn: (collaborator: Collaborator) => RosterBuilder;
  readonly expired: (collaborator: Collaborator) => RosterBuilder;
  readonly reminded: (collaborator: Collaborator, reminder: Reminder) => RosterBuilder;
  /** Invited again, at the same moment: see {@link newInvitationOf}. */
  readonly resent: (collaborator: Collaborator) => RosterBuilder;
  readonly permitted: (collaborator: Collaborator, permissions: readonly Permission[]) => RosterBuilder;
  /** Under a standing rule. */
  readonly ruled: (collaborator: Collaborator, rule: StandingRule) => RosterBuilder;
  readonly paused: (collaborator: Collaborator) => RosterBuilder;
  readonly resumed: (collaborator: Collaborator) => RosterBuilder;
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
  declined: (collaborator) =>
    builder([
      ...events,
      { type: 'InvitationDeclined', data: { ...ofInvitation(collaborator), personId: answering(collaborator) } },
    ]),
  withdrawn: (collaborator) => builder([...events, { type: 'InvitationWithdrawn', data: ofInvitation(collaborator) }]),
  expired: (collaborator) => builder([...events, { type: 'InvitationExpired', data: ofInvitation(collaborator) }]),
  reminded: (collaborator, reminder) =>
    builder([...events, { type: 'InvitationReminded', data: { ...ofInvitation(collaborator), reminder } }]),
  resent: (collaborator) => builder([...events, resent(collaborator)]),
  permitted: ({ collaboratorId }, permissions) =>
    builder([...events, { type: 'PermissionsChanged', data: { ...of, collaboratorId, permissions } }]),
  ruled: ({ collaboratorId }, rule) =>
    builder([...events, { type: 'StandingRuleSet', data: { ...of, collaboratorId, rule } }]),
  resumed: ({ collaboratorId }) =>
    builder([...events, { type: 'CollaboratorResumed', data: { ...of, collaboratorId } }]),
  paused: ({ collaboratorId }) => builder([...events, { type: 'CollaboratorPaused', data: { ...of, collaboratorId } }]),
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

/** The invitation that the builder's `resent` puts in the place of the first one. */
export const newInvitationOf = ({ collaboratorId }: Collaborator): InvitationId =>
  idOf(Number(collaboratorId.slice(-3)) + 200) as InvitationId;

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

const ofInvitation = (collaborator: Collaborator) => ({
  ...of,
  collaboratorId: collaborator.collaboratorId,
  invitationId: invitationOf(collaborator),
});

/** Who answers for the recipient: the person, or Petra for PlanWell. */
const answering = ({ recipientId }: Collaborator): PersonId =>
  recipientId === planWellId ? petraId : (recipientId as PersonId);

const accepted = (collaborator: Collaborator): RosterEvent => ({
  type: 'InvitationAccepted',
  data: { ...ofInvitation(collaborator), personId: answering(collaborator) },
});

const resent = (collaborator: Collaborator): RosterEvent => ({
  type: 'InvitationResent',
  data: {
    ...of,
    collaboratorId: collaborator.collaboratorId,
    invitationId: newInvitationOf(collaborator),
    replaces: invitationOf(collaborator),
    expiresAt: inDays(30),
  },
});

/** The context of a decision about Anna's roster: Anna acts, now, and nobody is looked up. */
export const onRoster = (actor: Actor = anna, changes: Partial<Omit<RosterContext, 'actor'>> = {}): RosterContext => ({
  actor,
  now: NOW,
  texts: TEXTS,
  ...changes,
});

/** A registered person without a practice, as the recipient of an invitation. */
export const accountOf = (
  personId: PersonId,
  changes: Partial<Extract<AccountState, { status: 'registered' }>> = {},
): Recipient => ({ of: 'person', account: { status: 'registered', personId, practices: [], roles: [], ...changes } });

/** PlanWell as the recipient of an invitation. */
export const planWellItself = (
  changes: Partial<Extract<OrganisationState, { status: 'registered' }>> = {},
): Recipient => ({ of: 'organisation', organisation: { ...planWellState, ...changes } });
