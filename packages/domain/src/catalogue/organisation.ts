import type { OrganisationEvent } from '../organisation/events.js';
import type { Entries } from './entry.js';
import { luis, planWell } from './exampleIds.js';

const shared = { category: 'organisation', version: 1, retention: 'account', personal: {} } as const;

export const organisationEntries: Entries<OrganisationEvent['type']> = {
  OrganisationRegistered: {
    ...shared,
    recorded: 'a planning service or a lab is made known',
    by: ['administrator', 'setup'],
    purpose: 'to share cases with an organisation whose members sign in as themselves',
    example: { organisationId: planWell, kind: 'treatment-planning-service', name: 'PlanWell' },
  },
  MemberAdded: {
    ...shared,
    recorded: 'a person begins to work for the organisation',
    by: ['administrator', 'setup'],
    purpose: 'who sees what is shared with the organisation, and since when',
    example: { organisationId: planWell, personId: luis },
  },
  MemberRemoved: {
    ...shared,
    recorded: 'a person no longer works for the organisation; their access through it ends at once',
    by: ['administrator', 'setup'],
    purpose: 'who sees what is shared with the organisation, and until when',
    example: { organisationId: planWell, personId: luis },
  },
};
