/** People with their roles and practices. Rules: product.md A1. */

import { type AccountEvent, isErased, type Personal, type PracticeId, type Recorded } from '@konsil/domain';
import { type Group, type KeyedFold, put, searchable, sortable } from '../../fold/index.js';
import { type PeopleTables, peopleTables, type PersonTableRow, type PracticeTableRow } from './rows.js';

type PersonGroup = Group<PeopleTables>;

const PREFIX = 'account-';

const evolve = (group: PersonGroup, event: Recorded): PersonGroup => {
  if (!isAccountEvent(event)) return group;
  switch (event.type) {
    case 'AccountProvisioned':
      return group.people.length > 0 ? group : { ...group, people: [provisioned(event.data)] };
    case 'AccountRegistered':
      return changePerson(group, (person) => ({ ...person, registered: true }));
    case 'PracticeOpened': {
      const { personId, practiceId, name } = event.data;
      const row: PracticeTableRow = { personId, practiceId, ...named(name), open: true };
      return { ...group, practices: put(group.practices, row, (other) => other.practiceId === practiceId) };
    }
    case 'PracticeRenamed':
      return changePractice(group, event.data.practiceId, (practice) => ({ ...practice, ...named(event.data.name) }));
    case 'PracticeClosed':
      return changePractice(group, event.data.practiceId, (practice) => ({ ...practice, open: false }));
    case 'LanguageChosen':
      return changePerson(group, (person) => ({ ...person, language: event.data.language }));
    case 'AccountClosed':
      return changePerson(group, (person) => ({ ...person, registered: false }));
    case 'RoleGranted':
    case 'RoleRevoked': {
      const { role } = event.data;
      const granted = event.type === 'RoleGranted' ? [role] : [];
      return changePerson(group, (person) => ({
        ...person,
        roles: [...person.roles.filter((other) => other !== role), ...granted],
      }));
    }
    case 'AuditorAppointed': {
      const { scope, endsAt = null } = event.data;
      return changePerson(group, (person) => ({ ...person, auditor: { scope, endsAt } }));
    }
    case 'AuditorDismissed':
      return changePerson(group, (person) => ({ ...person, auditor: null }));
    case 'RegistrationLinkHandedOut':
    case 'EmailChanged':
    case 'TimeZoneChosen':
    case 'NotificationSettingChanged':
    case 'ViewSaved':
    case 'ViewDeleted':
      return group;
  }
};

const isAccountEvent = (event: Recorded): event is Recorded<AccountEvent> => event.stream.startsWith(PREFIX);

const provisioned = ({
  personId,
  name,
  language,
}: Extract<AccountEvent, { type: 'AccountProvisioned' }>['data']): PersonTableRow => ({
  personId,
  ...named(name),
  language,
  registered: false,
  roles: [],
  auditor: null,
});

const named = (name: Personal<string>): { name: string | null; sortName: string; searchName: string } =>
  isErased(name)
    ? { name: null, sortName: '', searchName: '' }
    : { name, sortName: sortable(name), searchName: searchable(name) };

const changePerson = (group: PersonGroup, change: (person: PersonTableRow) => PersonTableRow): PersonGroup => ({
  ...group,
  people: group.people.map(change),
});

const changePractice = (
  group: PersonGroup,
  practiceId: PracticeId,
  change: (practice: PracticeTableRow) => PracticeTableRow,
): PersonGroup => ({
  ...group,
  practices: group.practices.map((practice) => (practice.practiceId === practiceId ? change(practice) : practice)),
});

export const peopleFold: KeyedFold<PeopleTables> = {
  kind: 'keyed',
  name: 'people',
  version: 2,
  tables: peopleTables,
  categories: ['account'],
  groupColumn: 'personId',
  keys: (event) => (isAccountEvent(event) ? [event.data.personId] : []),
  evolve,
  begins: ({ type, revision }) => type === 'AccountProvisioned' && revision === 0,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
