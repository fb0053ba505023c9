import type { CaseEvent } from '../case/events.js';
import type { Entries } from './entry.js';
import { annasPractice, consent, luis, luisInAnnasRoster, message, ofCase, orderNumber } from './exampleIds.js';

const shared = { category: 'case', version: 1, retention: 'treatment-record' } as const;
const words = { 'words.text': { subject: 'patientId', class: 'content' } } as const;
const luisEntry = { collaboratorId: luisInAnnasRoster, recipientId: luis } as const;
const verdict = { ...ofCase, setupVersion: 1, collaboratorId: luisInAnnasRoster, personId: luis } as const;

export const caseEntries: Entries<CaseEvent['type']> = {
  OrderSubmitted: {
    ...shared,
    recorded: 'a provider submits the order that starts a case',
    by: ['provider'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, orderNumber, kind: 'aligner', practiceId: annasPractice, reviewRule: { rule: 'any' } },
  },
  CaseShared: {
    ...shared,
    recorded: 'a provider shares the case with a collaborator; names what the share stands on',
    by: ['provider'],
    personal: {},
    purpose: 'disclosure for the purpose that it names, with its legal basis',
    example: {
      ...ofCase,
      ...luisEntry,
      recipientKind: 'colleague',
      purpose: 'second-opinion',
      basis: {
        policy: 'per-patient',
        attestationVersion: '2026-01',
        termsVersion: '2026-01',
        consentId: consent,
        consentTextVersion: 'https://konsil.example/consent/2026-01',
        legalBasis: 'gdpr-6-1-a',
        healthDataCondition: 'gdpr-9-2-a',
        secrecyRelease: 'patient-release',
      },
      ends: { on: 'date', at: '2026-12-31T23:00:00.000Z' },
      pseudonymised: false,
    },
  },
  CaseUnshared: {
    ...shared,
    recorded:
      'a provider takes a share back; `collaborator-removed` is for the rule that tidies up the shares of a removed ' +
      'collaborator, which nothing runs yet: access ends with the removal, the columns keep the collaborator until then',
    by: ['provider', 'policy'],
    personal: {},
    purpose: 'when a disclosure ended, and why',
    example: { ...ofCase, ...luisEntry, cause: 'by-provider' },
  },
  SetupReadyForReview: {
    ...shared,
    recorded: 'the lab publishes a version of the setup; voids every verdict on the one before',
    by: ['lab'],
    personal: { viewerUrl: { subject: 'patientId', class: 'content' } },
    purpose: 'treatment of the patient',
    example: {
      ...ofCase,
      setupVersion: 1,
      occurredAt: '2026-03-05T14:12:00.000Z',
      viewerUrl: 'https://viewer.lab.example/s/8f2c',
    },
  },
  SetupMarkedReady: {
    ...shared,
    recorded: 'a collaborator judges a version ready for approval',
    by: ['collaborator'],
    personal: words,
    purpose: 'which version was judged how, by whom',
    example: { ...verdict, words: { messageId: message, text: 'Sieht gut aus.' } },
  },
  SetupDeclinedByCollaborator: {
    ...shared,
    recorded: 'a collaborator declines a version, with notes; closes it for all and asks the lab for the next',
    by: ['collaborator'],
    personal: words,
    purpose: 'which version was judged how, by whom',
    example: { ...verdict, words: { messageId: message, text: 'Zahn 12 bitte weniger rotieren.' } },
  },
  SetupSentBack: {
    ...shared,
    recorded: "the provider sends a collaborator's judgement back, with a reason; reopens a version they declined",
    by: ['provider'],
    personal: words,
    purpose: 'which version was judged how, by whom',
    example: {
      ...ofCase,
      setupVersion: 1,
      collaboratorId: luisInAnnasRoster,
      words: { messageId: message, text: 'Bitte noch einmal auf den Überbiss sehen.' },
    },
  },
  SetupDeclined: {
    ...shared,
    recorded: 'the provider declines a version, with notes; closes it for all and asks the lab for the next',
    by: ['provider'],
    personal: words,
    purpose: 'which version was judged how, by whom',
    example: {
      ...ofCase,
      setupVersion: 1,
      words: { messageId: message, text: 'Bitte mehr Expansion im Unterkiefer.' },
    },
  },
  SetupApproved: {
    ...shared,
    recorded: 'the provider approves a version and picks the case type; manufacturing starts',
    by: ['provider'],
    personal: {},
    purpose: 'proof of which version was approved',
    example: { ...ofCase, setupVersion: 1, caseType: 'two' },
  },
  CaseClosed: {
    ...shared,
    recorded: 'the provider closes the case; it takes no messages and no verdicts any more',
    by: ['provider'],
    personal: {},
    purpose: 'end of treatment, from which the duty to keep runs',
    example: ofCase,
  },
};
