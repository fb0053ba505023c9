/** What a person chose for themself; nobody else is shown it. Rules: product.md A1, A4, A5. */

import {
  type AccountState,
  type NotificationKind,
  notificationKinds,
  type PersonId,
  type SavedView,
  settingOf,
  type TimeZone,
} from '@konsil/domain';
import type { Kysely } from 'kysely';
import { sortable } from '../../fold/index.js';
import type { StoreTables } from '../../read-store/index.js';
import { personal } from '../lists/rows.js';
import { parsed } from '../snapshot.js';
import type { NotificationChoice, Preferences, SavedViewAnswer } from './preferences-answers.js';

/** `undefined` of who has no account. */
export const preferences = async (
  database: Kysely<StoreTables>,
  personId: PersonId,
): Promise<Preferences | undefined> => {
  const found = await database
    .selectFrom('people')
    .select(['language', 'account'])
    .where('personId', '=', personId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const account = parsed<AccountState>(found.account);
  return {
    language: found.language,
    timeZone: timeZoneOf(account),
    notifications: (Object.keys(notificationKinds) as NotificationKind[]).map((kind) => choiceOf(account, kind)),
  };
};

const timeZoneOf = (account: AccountState): TimeZone | null =>
  account.status === 'none' ? null : (account.timeZone ?? null);

const choiceOf = (account: AccountState, kind: NotificationKind): NotificationChoice => {
  const { to, forced } = notificationKinds[kind];
  return { kind, to, forced, ...settingOf(account, kind) };
};

/** Those of one list, or of all; by name. */
export const savedViews = async (
  database: Kysely<StoreTables>,
  personId: PersonId,
  list?: SavedView['list'],
): Promise<readonly SavedViewAnswer[]> => {
  const rows = await database
    .selectFrom('savedViews')
    .select(['viewId', 'name', 'view', 'savedAt'])
    .where('personId', '=', personId)
    .orderBy('viewId')
    .execute();
  return rows
    .toSorted((one, other) => compareNames(one.name, other.name))
    .map(({ viewId, name, view, savedAt }) => ({
      ...{ viewId, savedAt, name: personal(name) },
      ...parsed<SavedView>(view),
    }))
    .filter((view) => list === undefined || view.list === list);
};

/** Erased ones come first. */
const compareNames = (one: string | null, other: string | null): number => {
  const [before, after] = [sortable(one ?? ''), sortable(other ?? '')];
  return before === after ? 0 : before < after ? -1 : 1;
};
