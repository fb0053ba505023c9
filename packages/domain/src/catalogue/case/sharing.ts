import type { SharingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { consent, luis, luisInAnnasRoster, ofCase } from '../exampleIds.js';
import { shared } from './shared.js';

const luisEntry = { collaboratorId: luisInAnnasRoster, recipientId: luis } as const;

export const sharingEntries: Entries<SharingEvent['type']> = {
  CaseShared: {
    ...shared,
    recorded:
      'the case is shared with a collaborator: by the provider, with the collaborator who ordered it, or by a standing ' +
      'rule or bulk act of the provider; names what the share stands on',
    by: ['provider', 'collaborator', 'policy'],
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
      'the provider takes a share back or undoes the bulk act that made it, or a rule tidies up after a removal or an ' +
      'invitation that came to nothing, when access has ended already',
    by: ['provider', 'policy'],
    personal: {},
    purpose: 'when a disclosure ended, and why',
    example: { ...ofCase, ...luisEntry, cause: 'by-provider' },
  },
  GrantRenewed: {
    ...shared,
    recorded: 'the provider gives an open share another end, or none',
    by: ['provider'],
    personal: {},
    purpose: 'until when a disclosure goes on',
    example: { ...ofCase, ...luisEntry, ends: { on: 'date', at: '2027-06-30T22:00:00.000Z' } },
  },
  GrantExpired: {
    ...shared,
    recorded:
      'the date of a share has passed, or a case is shared anew after it has; access had ended at that moment by itself',
    by: ['policy', 'provider'],
    personal: {},
    purpose: 'when a disclosure ended, in the status of the case too',
    example: { ...ofCase, ...luisEntry },
  },
};
