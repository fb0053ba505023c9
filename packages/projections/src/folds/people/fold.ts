/** People with their roles and practices, and what they chose for themselves. Rules: product.md A1, A4, A5. */

import {
  type AccountEvent,
  type EventOf,
  evolveAccount,
  isErased,
  noAccount,
  type Personal,
  type PracticeId,
  type Recorded,
  type ViewId,
} from '@konsil/domain';
import { type Group, keep, type KeyedFold, put, searchable, sortable } from '../../fold/index.js';
import {
  type PeopleTables,
  peopleTables,
  type PersonTableRow,
  type PracticeTableRow,
  type SavedViewRow,
} from './rows.js';

type PersonGroup = Group<PeopleTables>;

const PREFIX = 'account-';

const evolve = (before: PersonGroup, event: Recorded): PersonGroup => {
  if (!isAccountEvent(event)) return before;
  const group = changePerson(before, (person) => ({ ...person, account: evolveAccount(person.account, event) }));
  switch (event.type) {
    case 'AccountProvisioned':
      return group.people.length > 0 ? group : { ...group, people: [provisioned(event)] };
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
    case 'ViewSaved':
      return { ...group, savedViews: put(group.savedViews, saved(event), isView(event.data.viewId)) };
    case 'ViewDeleted': {
      const isDeleted = isView(event.data.viewId);
      return { ...group, savedViews: keep(group.savedViews, (row) => !isDeleted(row)) };
    }
    case 'RegistrationLinkHandedOut':
    case 'EmailChanged':
    case 'TimeZoneChosen':
    case 'NotificationSettingChanged':
      return group;
  }
};

const isAccountEvent = (event: Recorded): event is Recorded<AccountEvent> => event.stream.startsWith(PREFIX);

const provisioned = (event: Recorded<EventOf<'AccountProvisioned'>>): PersonTableRow => {
  const { personId, name, language } = event.data;
  return {
    personId,
    ...named(name),
    language,
    registered: false,
    roles: [],
    auditor: null,
    account: evolveAccount(noAccount, event),
  };
};

const saved = ({ data, recordedAt: savedAt }: Recorded<EventOf<'ViewSaved'>>): SavedViewRow => {
  const { personId, viewId, name, view } = data;
  return { personId, viewId, name: isErased(name) ? null : name, view, savedAt };
};

const isView =
  (viewId: ViewId) =>
  (row: SavedViewRow): boolean =>
    row.viewId === viewId;

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
  version: 3,
  tables: peopleTables,
  categories: ['account'],
  groupColumn: 'personId',
  keys: (event) => (isAccountEvent(event) ? [event.data.personId] : []),
  evolve,
  begins: ({ type, revision }) => type === 'AccountProvisioned' && revision === 0,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
