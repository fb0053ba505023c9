/** One patient's case from the order to where it stands now, with its conversations. */

import { caseStream, conversationStream, type DomainEvent, patientStream, type SharingBasis } from '@konsil/domain';
import { newCase, newMessage, newOrderNumber, newPatient } from './ids.js';
import type { Chapter, Entry, Practice } from './practice.js';

export const BASIS: SharingBasis = {
  policy: 'attestation',
  attestationVersion: '2026-01',
  termsVersion: '2026-01',
  legalBasis: 'gdpr-6-1-b',
  healthDataCondition: 'gdpr-9-2-h',
  secrecyRelease: 'patient-release',
};

const FAMILY_NAMES = ['Sommer', 'Winter', 'Özdemir', 'García', 'Lindström', 'Nowak', 'Weiß', 'Petit'];
export const TEXT = 'Bitte den Engstand in der Front noch einmal ansehen; the attachment on 13 looks too flat to me.';
const MESSAGES = 4;

/** The number decides how far the case has come, so that lists show every status. */
export const aTreatment = (practice: Practice, number: number): readonly Chapter[] => {
  const { providerId, practiceId } = practice;
  const patientId = newPatient();
  const caseId = newCase();
  const of = { caseId, patientId, providerId };
  const shared = practice.entries.slice(0, 1 + (number % practice.entries.length));
  const [first = practice.entries[0]] = shared;
  const ordered: DomainEvent[] = [
    {
      type: 'OrderSubmitted',
      data: { ...of, orderNumber: newOrderNumber(), kind: 'aligner', practiceId, reviewRule: { rule: 'any' } },
    },
    ...shared.map(({ collaboratorId, personId, kind }): DomainEvent => ({
      type: 'CaseShared',
      data: {
        ...of,
        collaboratorId,
        recipientId: personId,
        recipientKind: kind,
        purpose: 'treatment',
        basis: BASIS,
        pseudonymised: number % 10 === 0,
      },
    })),
  ];
  const reviewed = first === undefined ? [] : review(of, first, number % 5);
  return [
    {
      stream: patientStream(patientId),
      actor: providerId,
      events: [
        {
          type: 'PatientRegistered',
          data: {
            patientId,
            providerId,
            identity: {
              givenName: `Mia ${number}`,
              familyName: FAMILY_NAMES[number % FAMILY_NAMES.length] ?? '',
              birthDate: '2009-04-17',
            },
          },
        },
      ],
    },
    { stream: caseStream(caseId), actor: providerId, events: [...ordered, ...reviewed] },
    ...shared.map((entry) => conversation(of, entry)),
  ];
};

type OfCase = Extract<DomainEvent, { type: 'CaseClosed' }>['data'];

const review = (of: OfCase, { collaboratorId, personId }: Entry, steps: number): DomainEvent[] => {
  const setup = { ...of, setupVersion: 1 };
  const verdict = { collaboratorId, personId };
  const words = () => ({ messageId: newMessage(), text: TEXT });
  const all: DomainEvent[] = [
    { type: 'SetupReadyForReview', data: { ...setup, occurredAt: '2026-03-01T07:00:00.000Z' } },
    { type: 'SetupDeclinedByCollaborator', data: { ...setup, ...verdict, words: words() } },
    { type: 'SetupReadyForReview', data: { ...of, setupVersion: 2, occurredAt: '2026-03-08T07:00:00.000Z' } },
    { type: 'SetupMarkedReady', data: { ...of, setupVersion: 2, ...verdict, words: words() } },
    { type: 'SetupApproved', data: { ...of, setupVersion: 2, caseType: 'two' } },
  ];
  return all.slice(0, steps + 1);
};

const conversation = (of: OfCase, { collaboratorId, personId }: Entry): Chapter => ({
  stream: conversationStream(of.caseId, collaboratorId),
  actor: personId,
  events: Array.from({ length: MESSAGES }, (_, index): DomainEvent => {
    const byProvider = index % 2 === 0;
    return {
      type: 'MessagePosted',
      data: {
        ...of,
        collaboratorId,
        messageId: newMessage(),
        authorId: byProvider ? of.providerId : personId,
        side: byProvider ? 'provider' : 'collaborator',
        text: TEXT,
      },
    };
  }),
});
