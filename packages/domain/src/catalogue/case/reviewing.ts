import type { ReviewingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { jonasInAnnasRoster, luis, luisInAnnasRoster, message, ofCase } from '../exampleIds.js';
import { shared, words } from './shared.js';

const luisHolds = { of: 'collaborator', collaboratorId: luisInAnnasRoster } as const;
const jonasHolds = { of: 'collaborator', collaboratorId: jonasInAnnasRoster } as const;
const verdict = { ...ofCase, setupVersion: 1, collaboratorId: luisInAnnasRoster, personId: luis } as const;

export const reviewingEntries: Entries<ReviewingEvent['type']> = {
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
  ReviewRuleChosen: {
    ...shared,
    recorded: "the provider chooses how this case's verdicts roll up: any, all, or the one of a lead",
    by: ['provider'],
    personal: {},
    purpose: 'what the collaborator status of the case means',
    example: { ...ofCase, reviewRule: { rule: 'lead', collaboratorId: luisInAnnasRoster } },
  },
  ReviewEscalated: {
    ...shared,
    recorded: 'a rule finds that a collaborator has not judged the newest version in time; once per version',
    by: ['policy'],
    personal: {},
    purpose: 'the provider hears of an overdue review',
    example: {
      ...ofCase,
      setupVersion: 1,
      collaboratorId: luisInAnnasRoster,
      waitingSince: '2026-03-05T14:15:21.480Z',
    },
  },
  PenTaken: {
    ...shared,
    recorded: 'provider, collaborator or lab takes the turn to change the plan, free or over from another',
    by: ['provider', 'collaborator', 'lab'],
    personal: {},
    purpose: 'whose turn it was to change the plan',
    example: { ...ofCase, holder: jonasHolds, from: luisHolds },
  },
  PenPassed: {
    ...shared,
    recorded: 'who holds the turn to change the plan hands it to another',
    by: ['provider', 'collaborator', 'lab'],
    personal: {},
    purpose: 'whose turn it was to change the plan',
    example: { ...ofCase, from: jonasHolds, to: { of: 'provider' } },
  },
  PenReleased: {
    ...shared,
    recorded: 'who holds the turn to change the plan gives it up, with nothing changed',
    by: ['provider', 'collaborator', 'lab'],
    personal: {},
    purpose: 'whose turn it was to change the plan',
    example: { ...ofCase, holder: luisHolds },
  },
};
