import type { RosterEvent } from '../roster/events.js';
import type { Entries } from './entry.js';
import { anna, invitationOfLuis, luis, luisInAnnasRoster } from './exampleIds.js';

const shared = { category: 'roster', version: 1, retention: 'proof-of-consent', personal: {} } as const;

export const rosterEntries: Entries<RosterEvent['type']> = {
  PatientConsentAttested: {
    ...shared,
    recorded: "the provider confirms that patients' consent has been obtained, in one version of the text",
    by: ['provider'],
    purpose: 'proof of what sharing stands on',
    example: { providerId: anna, textVersion: '2026-01' },
  },
  TermsAccepted: {
    ...shared,
    recorded: 'the provider accepts one version of the terms',
    by: ['provider'],
    purpose: 'proof of the agreement under which cases are shared',
    example: { providerId: anna, termsVersion: '2026-01' },
  },
  ConsentPolicyChosen: {
    ...shared,
    recorded: 'the provider chooses whether an attestation suffices or every patient must consent',
    by: ['provider'],
    purpose: 'which basis sharing needs, from then on',
    example: { providerId: anna, policy: 'per-patient' },
  },
  CollaboratorAdded: {
    ...shared,
    recorded: 'the provider adds a person or an organisation to the roster',
    by: ['provider'],
    purpose: 'with whom cases can be shared, and what they may do',
    example: {
      providerId: anna,
      collaboratorId: luisInAnnasRoster,
      recipientId: luis,
      recipientKind: 'colleague',
      permissions: ['decline-setups', 'request-revisions'],
    },
  },
  CollaboratorInvited: {
    ...shared,
    recorded: 'together with adding: the collaborator is asked to accept',
    by: ['provider'],
    purpose: 'nothing is visible before the collaborator has taken the responsibility',
    example: {
      providerId: anna,
      collaboratorId: luisInAnnasRoster,
      invitationId: invitationOfLuis,
      asks: 'accept-responsibility',
      expiresAt: '2026-03-31T07:00:00.000Z',
    },
  },
  InvitationAccepted: {
    ...shared,
    recorded: 'the invited person, or a member of the invited organisation, accepts',
    by: ['collaborator'],
    purpose: 'who took the responsibility, and when access began',
    example: {
      providerId: anna,
      collaboratorId: luisInAnnasRoster,
      invitationId: invitationOfLuis,
      personId: luis,
    },
  },
  CollaboratorRemoved: {
    ...shared,
    recorded:
      'the provider ends the collaboration; every access of the entry ends at once, its shares stand in the columns of ' +
      'cases until a later step takes them back',
    by: ['provider'],
    purpose: 'when access ended',
    example: { providerId: anna, collaboratorId: luisInAnnasRoster },
  },
};
