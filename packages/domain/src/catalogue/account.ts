import type { AccountEvent } from '../account/events.js';
import type { Entries } from './entry.js';
import { anna, annasPractice } from './exampleIds.js';

const shared = { category: 'account', version: 1, retention: 'account' } as const;

export const accountEntries: Entries<AccountEvent['type']> = {
  AccountProvisioned: {
    ...shared,
    recorded: 'a person is added and gets their id, before they have done anything themself',
    by: ['administrator', 'provider', 'setup'],
    personal: {
      name: { subject: 'personId', class: 'contact' },
      email: { subject: 'personId', class: 'contact' },
    },
    purpose: 'to address the person and to recognise them by their verified e-mail address',
    example: { personId: anna, name: 'Dr. Anna Berg', email: 'anna.berg@example.org', language: 'de' },
  },
  AccountRegistered: {
    ...shared,
    recorded: 'the person has proved that the e-mail address is theirs',
    by: ['self'],
    personal: {},
    purpose: 'only registered persons act, so that every event names a real person',
    example: { personId: anna, emailVerifiedBy: 'administrator' },
  },
  RegistrationLinkHandedOut: {
    ...shared,
    recorded: 'an administrator takes a link, to hand it to a person who chooses a password with it',
    by: ['administrator'],
    personal: {},
    purpose: 'who vouched for the person, and since when somebody could register as them',
    example: { personId: anna, expiresAt: '2026-03-08T07:00:00.000Z' },
  },
  PracticeOpened: {
    ...shared,
    recorded: 'a person opens an office and by that is a provider',
    by: ['self'],
    personal: { name: { subject: 'personId', class: 'contact' } },
    purpose: 'every case belongs to a practice',
    example: { personId: anna, practiceId: annasPractice, name: 'Praxis Berg am Hafen' },
  },
  RoleGranted: {
    ...shared,
    recorded: 'a person is made administrator, or a technician of the lab',
    by: ['administrator', 'setup'],
    personal: {},
    purpose: 'who may act beyond their own cases, and since when',
    example: { personId: anna, role: 'administrator' },
  },
  RoleRevoked: {
    ...shared,
    recorded: 'a role is taken back',
    by: ['administrator', 'setup'],
    personal: {},
    purpose: 'who may act beyond their own cases, and until when',
    example: { personId: anna, role: 'administrator' },
  },
  AuditorAppointed: {
    ...shared,
    recorded: 'a person may read the audit trail, of everything or of some providers, for ever or until a date',
    by: ['administrator', 'setup'],
    personal: {},
    purpose: 'who may audit what',
    example: {
      personId: anna,
      scope: { of: 'providers', providerIds: [anna] },
      endsAt: '2027-01-01T00:00:00.000Z',
    },
  },
  AuditorDismissed: {
    ...shared,
    recorded: 'an appointment as auditor ends before its time, at once',
    by: ['administrator', 'setup'],
    personal: {},
    purpose: 'until when somebody could audit',
    example: { personId: anna },
  },
};
