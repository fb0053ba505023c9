/** Accounts, roles, practices, settings, and who works for the planning service. */

import fc from 'fast-check';
import type { Role } from '../../../account/index.js';
import type { PersonId, PracticeId, ViewId } from '../../../ids.js';
import type { NotificationKind } from '../../../notifications/index.js';
import {
  administratorId,
  annaId,
  annasPractice,
  idOf,
  luisId,
  meiId,
  pauloId,
  petraId,
} from '../../../testing/index.js';
import { daysFrom, everyone, type Here, move, type WeightedMove, onAccount } from './move.js';

const anybody = fc.constantFrom(...everyone);
/** Whom the provider can do without. */
const others = fc.constantFrom(luisId, meiId, petraId, pauloId);
const practice = fc
  .integer({ min: 0, max: 2 })
  .map((number) => (number === 0 ? annasPractice : idOf(40 + number)) as PracticeId);
const view = fc.integer({ min: 1, max: 2 }).map((number) => idOf(60 + number) as ViewId);
const kind = fc.constantFrom<NotificationKind>('setup-ready-for-review', 'collaborator-ready', 'access-ended');

export const ofAccounts: readonly WeightedMove[] = [
  move('ProvisionAccount', 1, anybody, (personId) =>
    onAccount(
      personId,
      { type: 'ProvisionAccount', data: { personId, name: 'Mei Lin', email: 'mei@example.org', language: 'de' } },
      annaId,
    ),
  ),
  move('RegisterAccount', 3, fc.constantFrom(meiId, meiId, pauloId, luisId), (personId) =>
    onAccount(personId, { type: 'RegisterAccount', data: { emailVerifiedBy: 'registration-link' } }, personId),
  ),
  move('HandOutRegistrationLink', 2, fc.constantFrom(meiId, pauloId), (personId, { now }) =>
    onAccount(personId, { type: 'HandOutRegistrationLink', data: { expiresAt: daysFrom(now, 2) } }, administratorId),
  ),
  move('ChangeEmail', 1, anybody, (personId) =>
    onAccount(
      personId,
      { type: 'ChangeEmail', data: { email: 'new@example.org', emailVerifiedBy: 'registration-link' } },
      personId,
    ),
  ),
  move('CloseAccount', 1, fc.tuple(others, fc.boolean()), ([personId, self]) =>
    onAccount(personId, { type: 'CloseAccount', data: {} }, self ? personId : administratorId),
  ),
  move('OpenPractice', 2, fc.tuple(practice, fc.constantFrom(annaId, annaId, luisId)), ([practiceId, who]) =>
    onAccount(who, { type: 'OpenPractice', data: { practiceId, name: 'Am Markt' } }, who),
  ),
  move('RenamePractice', 2, practice, (practiceId) =>
    onAccount(annaId, { type: 'RenamePractice', data: { practiceId, name: 'Am Hafen' } }, annaId),
  ),
  move('ClosePractice', 1, practice, (practiceId) =>
    onAccount(annaId, { type: 'ClosePractice', data: { practiceId } }, annaId),
  ),
  move(
    'GrantRole',
    1,
    fc.tuple(others, fc.constantFrom('lab' as const, 'administrator' as const)),
    ([personId, role]) => onAccount(personId, { type: 'GrantRole', data: { role } }, administratorId),
  ),
  move(
    'RevokeRole',
    2,
    fc.tuple(others, fc.constantFrom('lab' as const, 'administrator' as const)),
    ([other, named], here) => {
      const held = everyone
        .slice(1, 6)
        .flatMap((personId) => rolesOf(here, personId).map((role) => ({ personId, role })));
      const { personId, role } = held[0] ?? { personId: other, role: named };
      return onAccount(personId, { type: 'RevokeRole', data: { role } }, administratorId);
    },
  ),
  move('AppointAuditor', 1, fc.tuple(others, fc.boolean()), ([personId, all]) => {
    const scope = all ? ({ of: 'everything' } as const) : ({ of: 'providers', providerIds: [annaId] } as const);
    return onAccount(personId, { type: 'AppointAuditor', data: { scope } }, administratorId);
  }),
  move('DismissAuditor', 2, others, (other, { world }) => {
    const isAuditor = (id: PersonId): boolean => 'auditor' in world.account(id);
    return onAccount(everyone.find(isAuditor) ?? other, { type: 'DismissAuditor', data: {} }, administratorId);
  }),
  move('ChooseLanguage', 1, fc.constantFrom('de' as const, 'en' as const), (language) =>
    onAccount(annaId, { type: 'ChooseLanguage', data: { language } }, annaId),
  ),
  move('ChooseTimeZone', 1, fc.constantFrom('Europe/Berlin', 'Asia/Tokyo'), (timeZone) =>
    onAccount(luisId, { type: 'ChooseTimeZone', data: { timeZone } }, luisId),
  ),
  move(
    'ChangeNotificationSetting',
    1,
    fc.tuple(anybody, kind, fc.boolean(), fc.boolean()),
    ([personId, what, instant, summary]) =>
      onAccount(personId, { type: 'ChangeNotificationSetting', data: { kind: what, instant, summary } }, personId),
  ),
  move('SaveView', 1, view, (viewId) =>
    onAccount(annaId, { type: 'SaveView', data: { viewId, name: 'Offen', view: savedView } }, annaId),
  ),
  move('DeleteView', 3, view, (viewId) => onAccount(annaId, { type: 'DeleteView', data: { viewId } }, annaId)),
  move('AddMember', 3, fc.constantFrom(petraId, pauloId, luisId), (personId) => ({
    at: 'organisation',
    command: { type: 'AddMember', data: { personId } },
    by: administratorId,
  })),
  move('RemoveMember', 2, fc.constantFrom(petraId, pauloId, luisId), (personId) => ({
    at: 'organisation',
    command: { type: 'RemoveMember', data: { personId } },
    by: administratorId,
  })),
];

const rolesOf = ({ world }: Here, personId: PersonId): readonly Role[] => {
  const account = world.account(personId);
  return account.status === 'none' ? [] : account.roles;
};

const savedView = {
  list: 'orders',
  filters: { status: ['closed'] },
  columns: ['orderNumber'],
  sort: { by: 'orderNumber', direction: 'ascending' },
} as const;
