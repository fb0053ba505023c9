/** Organisations and who works for them: a member sees what the organisation is shared. Rules: product.md B8. */

import { type OrganisationEvent, type Recorded } from '@konsil/domain';
import { type Group, keep, type KeyedFold, put, searchable } from '../../fold/index.js';
import { type OrganisationTables, organisationTables } from './rows.js';

type OrganisationGroup = Group<OrganisationTables>;

const PREFIX = 'organisation-';

const evolve = (group: OrganisationGroup, event: Recorded): OrganisationGroup => {
  if (!isOrganisationEvent(event)) return group;
  switch (event.type) {
    case 'OrganisationRegistered': {
      const { organisationId, kind, name } = event.data;
      if (group.organisations.length > 0) return group;
      return { ...group, organisations: [{ organisationId, kind, name, searchName: searchable(name) }] };
    }
    case 'MemberAdded': {
      const { organisationId, personId } = event.data;
      const row = { organisationId, personId };
      const members = put(group.organisationMembers, row, (other) => other.personId === personId);
      return { ...group, organisationMembers: members };
    }
    case 'MemberRemoved': {
      const { personId } = event.data;
      return { ...group, organisationMembers: keep(group.organisationMembers, (row) => row.personId !== personId) };
    }
  }
};

const isOrganisationEvent = (event: Recorded): event is Recorded<OrganisationEvent> => event.stream.startsWith(PREFIX);

export const organisationsFold: KeyedFold<OrganisationTables> = {
  kind: 'keyed',
  name: 'organisations',
  version: 1,
  tables: organisationTables,
  categories: ['organisation'],
  groupColumn: 'organisationId',
  keys: (event) => (isOrganisationEvent(event) ? [event.data.organisationId] : []),
  evolve,
  begins: ({ type, revision }) => type === 'OrganisationRegistered' && revision === 0,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
