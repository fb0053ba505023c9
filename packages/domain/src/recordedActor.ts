/** In which part somebody acted, as an event's metadata names it (product.md A3, G4). */

import type { Standing } from './access/judge.js';
import type { Actor, PersonActor } from './context.js';
import type { ActorRole, DomainEvent, EventType, RecordedActor } from './events.js';
import type { OrganisationId, ProviderId, RecipientId } from './ids.js';

/**
 * The actor of an event that a decision has just answered with. `organisation`: for whom the person acted, where they
 * stand to the case as a member of one (`Standing.onBehalfOf`). A rule acts for the provider whom the event names.
 */
export const recordedActorOf = (event: DomainEvent, actor: Actor, organisation?: OrganisationId): RecordedActor => {
  if (actor.kind === 'setup') return { id: 'setup', role: 'setup' };
  const providerId = 'providerId' in event.data ? event.data.providerId : undefined;
  if (actor.kind === 'policy') return { id: actor.name, role: 'policy', ...actingFor(providerId) };
  const id = actor.personId;
  const role = roleIn(event, actor, providerId);
  if (role !== 'collaborator') return { id, role };
  return { id, role, ...actingFor(organisation ?? (parts[event.type] === 'for-provider' ? providerId : undefined)) };
};

/** In which part a standing lets a person act, and for which organisation: what is said of reads and refusals, which are of no event. */
export const partOf = (standing: Standing): Pick<RecordedActor, 'role' | 'onBehalfOf'> =>
  standing.as === 'collaborator' ? { role: 'collaborator', ...actingFor(standing.onBehalfOf) } : { role: standing.as };

type Part =
  /** The person themself; for another person's account an administrator. */
  | 'self'
  | 'administrator'
  /** Who adds somebody: an administrator, or a provider who adds a collaborator. */
  | 'adder'
  | 'lab'
  /** The provider or a collaborator, each for themself; with the pen also the lab. */
  | 'own'
  /** The provider, or a collaborator on the provider's behalf. */
  | 'for-provider';

/** Who stands behind each event where a person does. A missing one does not compile. */
const parts: Readonly<Record<EventType, Part>> = {
  AccountProvisioned: 'adder',
  AccountRegistered: 'self',
  RegistrationLinkHandedOut: 'administrator',
  EmailChanged: 'self',
  AccountClosed: 'self',
  PracticeOpened: 'self',
  PracticeRenamed: 'self',
  PracticeClosed: 'self',
  LanguageChosen: 'self',
  TimeZoneChosen: 'self',
  NotificationSettingChanged: 'self',
  ViewSaved: 'self',
  ViewDeleted: 'self',
  RoleGranted: 'administrator',
  RoleRevoked: 'administrator',
  AuditorAppointed: 'administrator',
  AuditorDismissed: 'administrator',
  OrganisationRegistered: 'administrator',
  MemberAdded: 'administrator',
  MemberRemoved: 'administrator',

  PatientConsentAttested: 'for-provider',
  TermsAccepted: 'for-provider',
  ConsentPolicyChosen: 'for-provider',
  CollaboratorAdded: 'for-provider',
  CollaboratorInvited: 'for-provider',
  InvitationResent: 'for-provider',
  InvitationReminded: 'for-provider',
  InvitationAccepted: 'own',
  InvitationDeclined: 'own',
  InvitationWithdrawn: 'for-provider',
  InvitationExpired: 'for-provider',
  PermissionsChanged: 'for-provider',
  CollaboratorPaused: 'for-provider',
  CollaboratorResumed: 'for-provider',
  CollaboratorRemoved: 'for-provider',
  StandingRuleSet: 'for-provider',
  DefaultReviewRuleChosen: 'for-provider',
  TranslationAllowed: 'for-provider',

  PatientRegistered: 'for-provider',
  PatientCorrected: 'for-provider',
  ConsentGiven: 'for-provider',
  ConsentWithdrawn: 'for-provider',
  SharingObjected: 'for-provider',
  SharingObjectionLifted: 'for-provider',
  ErasureRequested: 'for-provider',
  ErasureRefused: 'for-provider',
  ProcessingRestricted: 'for-provider',
  PersonalDataErased: 'for-provider',

  OrderDrafted: 'for-provider',
  DraftDiscarded: 'for-provider',
  OrderSubmitted: 'for-provider',
  RevisionRequested: 'for-provider',
  RetainerOrdered: 'for-provider',
  ReplacementOrdered: 'for-provider',
  CaseTypeUpgraded: 'for-provider',
  CasePracticeChanged: 'for-provider',
  TpsOrdered: 'for-provider',
  TpsCompleted: 'own',
  TpsCancelled: 'for-provider',
  CaseShared: 'for-provider',
  CaseUnshared: 'for-provider',
  GrantRenewed: 'for-provider',
  GrantExpired: 'for-provider',
  SetupReadyForReview: 'lab',
  SetupMarkedReady: 'own',
  SetupDeclinedByCollaborator: 'own',
  SetupSentBack: 'for-provider',
  SetupDeclined: 'for-provider',
  SetupApproved: 'for-provider',
  ReviewRuleChosen: 'for-provider',
  ReviewEscalated: 'for-provider',
  PenTaken: 'own',
  PenPassed: 'own',
  PenReleased: 'own',
  RecordsRequested: 'lab',
  RecordsRejected: 'lab',
  RecordsCompleted: 'lab',
  AlignersShipped: 'lab',
  CasePutOnHold: 'for-provider',
  CaseResumed: 'for-provider',
  CaseCompleted: 'for-provider',
  CaseCancelled: 'for-provider',
  CaseClosed: 'for-provider',
  CaseReopened: 'for-provider',

  MessagePosted: 'own',
  MessagesRead: 'own',
  MessageTranslated: 'own',

  BulkSharingStarted: 'for-provider',
  BulkCasesListed: 'for-provider',
  BulkCaseHandled: 'for-provider',
  BulkSharingCompleted: 'for-provider',
  BulkUndoStarted: 'for-provider',
  BulkCaseRestored: 'for-provider',
  BulkSharingUndone: 'for-provider',

  GroupSkipped: 'administrator',
};

const roleIn = (event: DomainEvent, { personId, roles }: PersonActor, providerId?: ProviderId): ActorRole => {
  // Who takes the pen has it then; who passes it on or lets it go had it until then (C9).
  if (event.type === 'PenTaken' || event.type === 'PenReleased') return event.data.holder.of;
  if (event.type === 'PenPassed') return event.data.from.of;
  switch (parts[event.type]) {
    case 'self':
      return 'personId' in event.data && event.data.personId === personId ? 'self' : 'administrator';
    case 'administrator':
      return 'administrator';
    case 'adder':
      return roles.includes('administrator') ? 'administrator' : 'provider';
    case 'lab':
      return 'lab';
    case 'own':
    case 'for-provider':
      return personId === providerId ? 'provider' : 'collaborator';
  }
};

const actingFor = (whom: RecipientId | undefined): Pick<RecordedActor, 'onBehalfOf'> =>
  whom === undefined ? {} : { onBehalfOf: whom };
