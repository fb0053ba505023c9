import type { RosterEvent } from '../roster/events.js';
import type { Entries } from './entry.js';
import { anna, invitationOfLuis, luis, luisInAnnasRoster, newInvitationOfLuis } from './exampleIds.js';

const shared = { category: 'roster', version: 1, retention: 'proof-of-consent', personal: {} } as const;
const luisEntry = { providerId: anna, collaboratorId: luisInAnnasRoster } as const;

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
    recorded: 'together with adding: the collaborator is asked to accept within 30 days',
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
  InvitationResent: {
    ...shared,
    recorded:
      'the provider invites once more, before or after the invitation came to nothing; the one before is replaced',
    by: ['provider'],
    purpose: 'which invitation can be accepted, and until when',
    example: {
      ...luisEntry,
      invitationId: newInvitationOfLuis,
      replaces: invitationOfLuis,
      expiresAt: '2026-04-30T07:00:00.000Z',
    },
  },
  InvitationReminded: {
    ...shared,
    recorded: 'an invitation has been open for 3, 7 or 15 days; of reminders that were missed only the newest',
    by: ['policy'],
    purpose: 'nobody is reminded twice of the same thing',
    example: { ...luisEntry, invitationId: invitationOfLuis, reminder: 1 },
  },
  InvitationDeclined: {
    ...shared,
    recorded: 'the invited person, or a member of the invited organisation, declines; they may be invited again',
    by: ['collaborator'],
    purpose: 'that the collaborator has not taken the responsibility',
    example: { ...luisEntry, invitationId: invitationOfLuis, personId: luis },
  },
  InvitationWithdrawn: {
    ...shared,
    recorded: 'the provider takes an open invitation back, or removes a collaborator who has not answered yet',
    by: ['provider'],
    purpose: 'from when on the invitation could not be accepted',
    example: { ...luisEntry, invitationId: invitationOfLuis },
  },
  InvitationExpired: {
    ...shared,
    recorded:
      'some time after an invitation ran out unanswered; it could not be accepted from `expiresAt` on, whenever this is ' +
      'recorded',
    by: ['policy'],
    purpose: 'that the provider learns of it',
    example: { ...luisEntry, invitationId: invitationOfLuis },
  },
  PermissionsChanged: {
    ...shared,
    recorded: 'the provider changes what a collaborator may do; holds at once, also for cases that are shared already',
    by: ['provider'],
    purpose: 'what the collaborator was allowed to do at which time',
    example: { ...luisEntry, permissions: ['decline-setups', 'add-orders', 'manage-holds'] },
  },
  CollaboratorPaused: {
    ...shared,
    recorded: 'the provider suspends the collaboration; the collaborator sees nothing from then on, the shares stay',
    by: ['provider'],
    purpose: 'when access was suspended',
    example: luisEntry,
  },
  CollaboratorResumed: {
    ...shared,
    recorded: 'the provider takes up a paused collaboration again; what is still shared is visible again',
    by: ['provider'],
    purpose: 'when access was given back',
    example: luisEntry,
  },
  StandingRuleSet: {
    ...shared,
    recorded:
      'the provider lays down what is shared with a collaborator without asking; takes the place of the rule before. Each ' +
      'share that follows is an event of its case',
    by: ['provider'],
    purpose: 'on whose authority cases are shared by themselves',
    example: {
      ...luisEntry,
      rule: {
        current: true,
        future: true,
        pseudonymised: true,
        ends: { on: 'date', at: '2026-12-31T23:00:00.000Z' },
      },
    },
  },
  DefaultReviewRuleChosen: {
    ...shared,
    recorded: 'the provider chooses how several verdicts count; copied into every case that is submitted later',
    by: ['provider'],
    purpose: 'how the status of a case came about',
    example: { providerId: anna, reviewRule: { rule: 'lead', collaboratorId: luisInAnnasRoster } },
  },
  TranslationAllowed: {
    ...shared,
    recorded: 'the provider switches on or off that messages are sent to an engine for translation; off until then',
    by: ['provider'],
    purpose: 'on whose authority texts were disclosed to an engine',
    example: { providerId: anna, allowed: true },
  },
  CollaboratorRemoved: {
    ...shared,
    recorded:
      'the provider ends the collaboration for good; every access of the entry ends at once, its shares are taken back case ' +
      'by case afterwards',
    by: ['provider'],
    purpose: 'when access ended',
    example: luisEntry,
  },
};
