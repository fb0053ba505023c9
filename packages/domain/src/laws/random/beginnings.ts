/** How a history begins: the steps by which an installation comes to a shared case under review, or a part of them. */

import fc from 'fast-check';
import type { CaseId, CollaboratorId, InvitationId, PersonId } from '../../ids.js';
import {
  administratorId,
  annaId,
  annasPractice,
  caseId,
  type Collaborator,
  idOf,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  mira,
  orderNumber,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
  technicianId,
  TEXTS,
} from '../../testing/index.js';
import type { Aim } from './moves/move.js';

const provisioned = (personId: PersonId): Aim => ({
  ...{ at: 'account', of: personId, by: personId === administratorId ? 'setup' : administratorId },
  command: { type: 'ProvisionAccount', data: { personId, name: 'Name', email: 'name@example.org', language: 'de' } },
});
const registered = (personId: PersonId): readonly Aim[] => [
  provisioned(personId),
  {
    ...{ at: 'account', of: personId, by: personId },
    command: { type: 'RegisterAccount', data: { emailVerifiedBy: 'registration-link' } },
  },
];
const given = (personId: PersonId, role: 'lab' | 'administrator'): Aim => ({
  ...{ at: 'account', of: personId, by: 'setup' },
  command: { type: 'GrantRole', data: { role } },
});
const added = ({ collaboratorId, recipientId, kind: recipientKind }: Collaborator): Aim => {
  const invitationId = idOf(500 + Number(collaboratorId.slice(-3))) as InvitationId;
  const ids = { collaboratorId, invitationId, recipientId, recipientKind };
  return {
    at: 'roster',
    by: annaId,
    command: { type: 'AddCollaborator', data: { ...ids, permissions: ['decline-setups', 'add-orders'] } },
  };
};
const accepted = ({ collaboratorId, recipientId }: Collaborator): Aim => ({
  ...{ at: 'roster', by: recipientId === planWellId ? petraId : (recipientId as PersonId) },
  command: { type: 'AcceptInvitation', data: { collaboratorId } },
});

/** Anna, her people and her patient; Mei has not answered, Paulo not registered. */
const people: readonly Aim[] = [
  ...registered(administratorId),
  given(administratorId, 'administrator'),
  ...registered(annaId),
  {
    at: 'account',
    of: annaId,
    by: annaId,
    command: { type: 'OpenPractice', data: { practiceId: annasPractice, name: 'Am Hafen' } },
  },
  ...[technicianId, luisId, jonasId, meiId, petraId].flatMap(registered),
  given(technicianId, 'lab'),
  provisioned(pauloId),
  {
    ...{ at: 'organisation', by: administratorId },
    command: {
      type: 'RegisterOrganisation',
      data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
    },
  },
  { at: 'organisation', by: administratorId, command: { type: 'AddMember', data: { personId: petraId } } },
  {
    at: 'roster',
    by: annaId,
    command: { type: 'AttestPatientConsent', data: { textVersion: TEXTS.attestationVersion } },
  },
  { at: 'roster', by: annaId, command: { type: 'AcceptTerms', data: { termsVersion: TEXTS.termsVersion } } },
  ...[luis, jonas, planWell, mei].map(added),
  ...[luis, jonas, planWell].map(accepted),
  { at: 'patient', by: annaId, command: { type: 'RegisterPatient', data: { patientId, identity: mira } } },
];

const onCase = (of: CaseId, command: Extract<Aim, { at: 'case' }>['command'], by: PersonId = annaId): Aim => ({
  at: 'case',
  of,
  command,
  by,
});
const review: readonly Aim[] = [
  onCase(caseId, { type: 'SubmitOrder', data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice } }),
  onCase(caseId, {
    type: 'ChangeSharing',
    data: {
      add: [luis, jonas, planWell].map(({ collaboratorId }): { collaboratorId: CollaboratorId } => ({
        collaboratorId,
      })),
      remove: [],
    },
  }),
  onCase(caseId, { type: 'PublishSetup', data: { setupVersion: 1, occurredAt: inDays(-1) } }, technicianId),
];
const approval: readonly Aim[] = [
  onCase(caseId, { type: 'ApproveSetup', data: { setupVersion: 1, caseType: 'two' } }),
  onCase(
    caseId,
    { type: 'ShipOrder', data: { orderNumber, phase: 1, last: true, occurredAt: inDays(0) } },
    technicianId,
  ),
];

/** Mostly up to a case that is shared and under review; at times from the first start on, or from a patient without a case. */
export const beginning: fc.Arbitrary<readonly Aim[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([...people, ...review]) },
  { weight: 3, arbitrary: fc.nat(approval.length).map((taken) => [...people, ...review, ...approval.slice(0, taken)]) },
  { weight: 2, arbitrary: fc.constant(people) },
  { weight: 1, arbitrary: fc.nat(people.length).map((taken) => people.slice(0, taken)) },
);
