import type { PatientEvent } from '../patient/events.js';
import type { Entries } from './entry.js';
import { anna, consent, luis, patient } from './exampleIds.js';

const shared = { category: 'patient', version: 1, by: ['provider'] } as const;

export const patientEntries: Entries<PatientEvent['type']> = {
  PatientRegistered: {
    ...shared,
    recorded: 'a provider records who a patient is, before the first order',
    personal: { identity: { subject: 'patientId', class: 'contact' } },
    retention: 'treatment-record',
    purpose: 'treatment of the patient',
    example: {
      patientId: patient,
      providerId: anna,
      identity: { givenName: 'Mira', familyName: 'Sommer', birthDate: '2009-04-30' },
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
};
