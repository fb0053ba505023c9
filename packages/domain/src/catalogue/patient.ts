import type { PatientEvent } from '../patient/events.js';
import type { Entries } from './entry.js';
import { anna, consent, luis, patient } from './exampleIds.js';

const shared = { category: 'patient', version: 1, by: ['provider'] } as const;

export const patientEntries: Entries<PatientEvent['type']> = {
  PatientRegistered: {
    ...shared,
    recorded: 'a provider, or a collaborator who orders for them, records who a patient is, before the first order',
    by: ['provider', 'collaborator'],
    personal: { identity: { subject: 'patientId', class: 'contact' } },
    retention: 'treatment-record',
    purpose: 'treatment of the patient',
    example: {
      patientId: patient,
      providerId: anna,
      identity: { givenName: 'Mira', familyName: 'Sommer', birthDate: '2009-04-30' },
    },
  },
  PatientCorrected: {
    ...shared,
    recorded: 'a provider corrects who a patient is',
    personal: { identity: { subject: 'patientId', class: 'contact' } },
    retention: 'treatment-record',
    purpose: 'treatment of the patient; accuracy (GDPR Art. 16)',
    example: {
      patientId: patient,
      providerId: anna,
      identity: { givenName: 'Mira', familyName: 'Sommer-Lind', birthDate: '2009-04-30' },
    },
  },
  ConsentGiven: {
    ...shared,
    recorded: 'a provider records a consent that the patient or a guardian has given',
    personal: {
      'evidence.documentHash': { subject: 'patientId', class: 'evidence' },
      guardianName: { subject: 'patientId', class: 'evidence' },
    },
    retention: 'proof-of-consent',
    purpose: 'proof of consent (GDPR Art. 7(1))',
    example: {
      patientId: patient,
      providerId: anna,
      consentId: consent,
      recipients: [
        { of: 'kind', kind: 'colleague' },
        { of: 'recipient', recipientId: luis },
      ],
      purposes: ['treatment', 'second-opinion'],
      textVersion: 'https://konsil.example/consent/2026-01',
      evidence: {
        kind: 'signed-form',
        documentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
      givenBy: 'guardian',
      guardianName: 'Jana Sommer',
      occurredAt: '2026-02-27T09:30:00.000Z',
      validUntil: '2027-02-27T00:00:00.000Z',
    },
  },
  ConsentWithdrawn: {
    ...shared,
    recorded: 'the patient takes a consent back, or what the provider attested; access of those named ends at once',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof that a withdrawal took effect, and when (GDPR Art. 7(3))',
    example: {
      patientId: patient,
      providerId: anna,
      consentId: consent,
      recipients: [{ of: 'everyone-but-staff' }],
      declaredBy: 'guardian',
      occurredAt: '2026-06-15T16:20:00.000Z',
    },
  },
  SharingObjected: {
    ...shared,
    recorded: 'the patient objects to sharing with those named; their access ends at once, until it is lifted',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof that an objection took effect, and when (GDPR Art. 21)',
    example: {
      patientId: patient,
      providerId: anna,
      recipients: [
        { of: 'kind', kind: 'treatment-planning-service' },
        { of: 'recipient', recipientId: luis },
      ],
      declaredBy: 'patient',
      occurredAt: '2026-06-20T08:00:00.000Z',
    },
  },
  SharingObjectionLifted: {
    ...shared,
    recorded: 'the patient lifts an objection for those named',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof that an objection stands no more, and since when',
    example: {
      patientId: patient,
      providerId: anna,
      recipients: [{ of: 'recipient', recipientId: luis }],
      declaredBy: 'patient',
      occurredAt: '2026-06-25T08:00:00.000Z',
    },
  },
  ErasureRequested: {
    ...shared,
    recorded: 'the patient has asked for erasure; it ends in an erasure, a restriction or a refusal',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof that the request was received and answered (GDPR Art. 12(3), 17)',
    example: { patientId: patient, providerId: anna, declaredBy: 'patient', occurredAt: '2026-07-01T08:00:00.000Z' },
  },
  ErasureRefused: {
    ...shared,
    recorded: 'the provider refuses a request for erasure, with the ground',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof of the ground on which data are kept (GDPR Art. 17(3))',
    example: { patientId: patient, providerId: anna, ground: 'duty-to-keep' },
  },
  ProcessingRestricted: {
    ...shared,
    recorded: 'the provider restricts processing at once and schedules the erasure; access of all others ends at once',
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof that a restriction took effect, and when (GDPR Art. 18)',
    example: {
      patientId: patient,
      providerId: anna,
      ground: 'duty-to-keep',
      eraseAt: '2036-08-01T00:00:00.000Z',
    },
  },
  PersonalDataErased: {
    ...shared,
    recorded:
      'keys of the patient are destroyed: by the provider after a request, or by a rule when the erasure is due',
    by: ['provider', 'policy'],
    personal: {},
    retention: 'proof-of-consent',
    purpose: 'proof of what was erased, and when (GDPR Art. 5(2))',
    example: { patientId: patient, providerId: anna, classes: ['content', 'contact'] },
  },
};
