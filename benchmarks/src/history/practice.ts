/** A provider with a practice and collaborators, as the log tells of them. */

import { accountStream, type CollaboratorKind, rosterStream, type DomainEvent } from '@konsil/domain';
import type { CollaboratorId, PersonId, PracticeId, ProviderId } from '@konsil/domain';
import { newCollaborator, newInvitation, newPerson, newPractice } from './ids.js';

/** One append: a stream that is new, and its first events. */
export interface Chapter {
  readonly stream: string;
  /** Who caused it. */
  readonly actor: PersonId;
  readonly events: readonly DomainEvent[];
}

export interface Entry {
  readonly collaboratorId: CollaboratorId;
  readonly personId: PersonId;
  readonly kind: CollaboratorKind;
}

export interface Practice {
  readonly providerId: ProviderId;
  readonly practiceId: PracticeId;
  readonly entries: readonly Entry[];
  readonly chapters: readonly Chapter[];
}

const KINDS: readonly CollaboratorKind[] = ['staff', 'colleague', 'mentor', 'colleague'];

const account = (personId: PersonId, name: string, more: readonly DomainEvent[] = []): Chapter => ({
  stream: accountStream(personId),
  actor: personId,
  events: [
    {
      type: 'AccountProvisioned',
      data: { personId, name, email: `${personId}@practice.example`, language: 'de' },
    },
    { type: 'AccountRegistered', data: { personId, emailVerifiedBy: 'administrator' } },
    ...more,
  ],
});

/** The provider has attested and accepted the terms, and every collaborator has accepted the invitation. */
export const aPractice = (number: number): Practice => {
  const providerId = newPerson();
  const practiceId = newPractice();
  const entries = KINDS.map((kind): Entry => ({ collaboratorId: newCollaborator(), personId: newPerson(), kind }));
  const roster: DomainEvent[] = [
    { type: 'PatientConsentAttested', data: { providerId, textVersion: '2026-01' } },
    { type: 'TermsAccepted', data: { providerId, termsVersion: '2026-01' } },
    ...entries.flatMap(({ collaboratorId, personId, kind }): DomainEvent[] => {
      const invitationId = newInvitation();
      const entry = { providerId, collaboratorId };
      return [
        {
          type: 'CollaboratorAdded',
          data: { ...entry, recipientId: personId, recipientKind: kind, permissions: ['decline-setups'] },
        },
        {
          type: 'CollaboratorInvited',
          data: { ...entry, invitationId, asks: 'complete-registration', expiresAt: '2030-01-01T00:00:00.000Z' },
        },
        { type: 'InvitationAccepted', data: { ...entry, invitationId, personId } },
      ];
    }),
  ];
  return {
    providerId,
    practiceId,
    entries,
    chapters: [
      account(providerId, `Dr. Anna Berg ${number}`, [
        { type: 'PracticeOpened', data: { personId: providerId, practiceId, name: `Praxis Nordlicht ${number}` } },
      ]),
      ...entries.map(({ personId }, index) => account(personId, `Partner ${number}-${index}`)),
      { stream: rosterStream(providerId), actor: providerId, events: roster },
    ],
  };
};
