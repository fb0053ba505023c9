/** Whatever may happen in one provider's small world, as arbitrary events. */

import fc from 'fast-check';
import type { CaseEvent, GrantEnd } from '../../case/events/index.js';
import type { DomainEvent } from '../../events.js';
import type { CollaboratorId, ConsentId, InvitationId, OrderNumber, PersonId } from '../../ids.js';
import type { OrganisationEvent } from '../../organisation/events.js';
import type { PatientEvent, Purpose, RecipientRule } from '../../patient/events.js';
import type { Permission, RosterEvent } from '../../roster/events.js';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  attested,
  caseId,
  type Collaborator,
  idOf,
  inDays,
  jonas,
  luis,
  luisId,
  mei,
  messageOf,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
} from '../../testing/index.js';

export interface Occurrence {
  readonly in: 'organisation' | 'roster' | 'patient' | 'case';
  readonly event: DomainEvent;
}

/** Everybody of the examples; Luis and PlanWell added anew; a planner who is a colleague too. */
export const collaborators: readonly Collaborator[] = [
  ...[luis, jonas, mei, planWell],
  { ...luis, collaboratorId: idOf(203) as CollaboratorId },
  { ...planWell, collaboratorId: idOf(206) as CollaboratorId },
  { recipientId: petraId, collaboratorId: idOf(107) as CollaboratorId, kind: 'colleague' },
];

const ofCase = { caseId, patientId, providerId: annaId };
const ofPatient = { patientId, providerId: annaId };

const somebody = fc.constantFrom(...collaborators);
const permissions = fc.subarray<Permission>(['decline-setups', 'add-orders', 'request-revisions', 'manage-holds']);
const day = fc.integer({ min: -3, max: 12 }).map((days) => inDays(days));
const everyPurpose: readonly Purpose[] = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'];
const recipients = fc.array(
  fc.oneof(
    fc.constantFrom<RecipientRule>({ of: 'everyone' }, { of: 'everyone-but-staff' }),
    somebody.map(({ kind }): RecipientRule => ({ of: 'kind', kind })),
    somebody.map(({ recipientId }): RecipientRule => ({ of: 'recipient', recipientId })),
  ),
  { minLength: 1, maxLength: 2 },
);
const ends: fc.Arbitrary<GrantEnd | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ on: 'approval' } as const),
  day.map((at) => ({ on: 'date', at }) as const),
);
const orderNumber = fc.integer({ min: 1, max: 3 }).map((number) => `LATE-0000-000${number}` as OrderNumber);

const roster: fc.Arbitrary<RosterEvent> = fc.tuple(somebody, permissions, fc.nat(9)).chain(([who, given, which]) => {
  const { collaboratorId, recipientId, kind: recipientKind } = who;
  const ofEntry = { providerId: annaId, collaboratorId };
  const ofInvitation = { ...ofEntry, invitationId: idOf(700 + which) as InvitationId };
  const expiresAt = inDays(30);
  const personId = recipientId === planWellId ? petraId : (recipientId as PersonId);
  return fc.constantFrom<RosterEvent>(
    { type: 'CollaboratorAdded', data: { ...ofEntry, recipientId, recipientKind, permissions: given } },
    { type: 'CollaboratorInvited', data: { ...ofInvitation, asks: 'complete-registration', expiresAt } },
    { type: 'InvitationResent', data: { ...ofInvitation, replaces: ofInvitation.invitationId, expiresAt } },
    { type: 'InvitationAccepted', data: { ...ofInvitation, personId } },
    { type: 'InvitationAccepted', data: { ...ofInvitation, personId } },
    { type: 'InvitationDeclined', data: { ...ofInvitation, personId } },
    { type: 'InvitationWithdrawn', data: ofInvitation },
    { type: 'InvitationExpired', data: ofInvitation },
    { type: 'PermissionsChanged', data: { ...ofEntry, permissions: given } },
    { type: 'PermissionsChanged', data: { ...ofEntry, permissions: given } },
    { type: 'CollaboratorPaused', data: ofEntry },
    { type: 'CollaboratorResumed', data: ofEntry },
    { type: 'CollaboratorRemoved', data: ofEntry },
    { type: 'ConsentPolicyChosen', data: { providerId: annaId, policy: 'per-patient' } },
    { type: 'ConsentPolicyChosen', data: { providerId: annaId, policy: 'attestation' } },
  );
});

const consent: fc.Arbitrary<PatientEvent> = fc
  .record({
    consentId: fc.integer({ min: 1, max: 9 }).map((number) => idOf(20 + number) as ConsentId),
    recipients,
    purposes: fc.uniqueArray(fc.constantFrom(...everyPurpose), { minLength: 1, maxLength: 2 }),
    occurredAt: day,
    validUntil: fc.option(day, { nil: undefined }),
  })
  .map(({ validUntil, ...given }) => ({
    type: 'ConsentGiven',
    data: {
      ...ofPatient,
      ...given,
      ...(validUntil !== undefined && { validUntil }),
      textVersion: 'v1',
      evidence: { kind: 'signed-form' },
      givenBy: 'patient',
    },
  }));

const takenBack: fc.Arbitrary<PatientEvent> = fc
  .record({ recipients, occurredAt: day, declaredBy: fc.constant('patient' as const) })
  .chain((declared) => {
    const data = { ...ofPatient, ...declared };
    return fc.constantFrom<PatientEvent>(
      { type: 'ConsentWithdrawn', data },
      { type: 'SharingObjected', data },
      { type: 'SharingObjectionLifted', data },
    );
  });

const patient: fc.Arbitrary<PatientEvent> = fc.oneof(
  { weight: 12, arbitrary: consent },
  { weight: 16, arbitrary: takenBack },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PatientEvent>(
      { type: 'ProcessingRestricted', data: { ...ofPatient, ground: 'duty-to-keep', eraseAt: inDays(99) } },
      { type: 'PersonalDataErased', data: { ...ofPatient, classes: ['content'] } },
    ),
  },
);

const sharing: fc.Arbitrary<CaseEvent> = fc
  .tuple(somebody, ends, fc.constantFrom(...everyPurpose, 'treatment' as const, 'treatment' as const), fc.boolean())
  .chain(([{ collaboratorId, recipientId, kind: recipientKind }, end, purpose, pseudonymised]) => {
    const ofGrant = { ...ofCase, collaboratorId, recipientId };
    const until = end && { ends: end };
    const share: CaseEvent = {
      type: 'CaseShared',
      data: { ...ofGrant, recipientKind, purpose, basis: attested, pseudonymised, ...until },
    };
    return fc.constantFrom<CaseEvent>(
      ...[share, share, share],
      { type: 'GrantRenewed', data: { ...ofGrant, ...until } },
      { type: 'CaseUnshared', data: { ...ofGrant, cause: 'by-provider' } },
      { type: 'GrantExpired', data: ofGrant },
    );
  });

const setup = { ...ofCase, words: { messageId: messageOf(1), text: 'Bitte prüfen.' } };
const reviewing: fc.Arbitrary<CaseEvent> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), somebody)
  .chain(([setupVersion, { collaboratorId }]) =>
    fc.constantFrom<CaseEvent>(
      { type: 'SetupReadyForReview', data: { ...ofCase, setupVersion, occurredAt: inDays(0) } },
      { type: 'SetupDeclined', data: { ...setup, setupVersion } },
      { type: 'SetupSentBack', data: { ...setup, setupVersion, collaboratorId } },
      { type: 'SetupApproved', data: { ...ofCase, setupVersion, caseType: 'two' } },
    ),
  );

const life: fc.Arbitrary<CaseEvent> = fc.tuple(orderNumber, fc.boolean()).chain(([number, last]) =>
  fc.constantFrom<CaseEvent>(
    ...([
      { type: 'CasePutOnHold', data: ofCase },
      { type: 'CaseResumed', data: ofCase },
    ] as const),
    ...([
      { type: 'CaseCompleted', data: ofCase },
      { type: 'CaseCancelled', data: ofCase },
    ] as const),
    ...([
      { type: 'CaseClosed', data: ofCase },
      { type: 'CaseReopened', data: ofCase },
    ] as const),
    { type: 'RetainerOrdered', data: { ...ofCase, orderNumber: number, charge: 'paid' } },
    { type: 'AlignersShipped', data: { ...ofCase, orderNumber: number, phase: 1, last, occurredAt: inDays(0) } },
  ),
);

const organisation: fc.Arbitrary<OrganisationEvent> = fc
  .tuple(fc.constantFrom(petraId, pauloId, luisId, annaId), fc.constantFrom('MemberAdded', 'MemberRemoved'))
  .map(([personId, type]) => ({ type, data: { organisationId: planWellId, personId } }));

const within =
  (stream: Occurrence['in']) =>
  (event: DomainEvent): Occurrence => ({ in: stream, event });

export const anything: fc.Arbitrary<Occurrence> = fc.oneof(
  { weight: 6, arbitrary: roster.map(within('roster')) },
  { weight: 3, arbitrary: patient.map(within('patient')) },
  { weight: 3, arbitrary: sharing.map(within('case')) },
  { weight: 2, arbitrary: reviewing.map(within('case')) },
  { weight: 3, arbitrary: life.map(within('case')) },
  { weight: 2, arbitrary: organisation.map(within('organisation')) },
);

const service: readonly OrganisationEvent[] = [
  {
    type: 'OrganisationRegistered',
    data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
  },
  { type: 'MemberAdded', data: { organisationId: planWellId, personId: petraId } },
];

/** Anna's case; four collaborators who have accepted, each with some permissions, and to whom it is mostly shared. */
export const beginning: fc.Arbitrary<readonly Occurrence[]> = fc
  .tuple(
    fc.array(permissions, { minLength: 4, maxLength: 4 }),
    fc.subarray([luis, jonas, mei, planWell], { minLength: 2 }),
  )
  .map(([given, sharedWith]) => {
    const entries = [luis, jonas, mei, planWell].reduce((all, who, index) => all.with(who, given[index]), aRoster());
    const on = sharedWith.reduce((all, who) => all.sharedWith(who), aCase());
    return [
      ...service.map(within('organisation')),
      ...entries.events.map(within('roster')),
      ...aPatient().events.map(within('patient')),
      ...on.events.map(within('case')),
    ];
  });
