import type { SharingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { consent, luis, luisInAnnasRoster, ofCase } from '../exampleIds.js';
import { shared } from './shared.js';

const luisEntry = { collaboratorId: luisInAnnasRoster, recipientId: luis } as const;

export const sharingEntries: Entries<SharingEvent['type']> = {
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
};
