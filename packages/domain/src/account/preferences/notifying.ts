/** How much a person wants to be told of each kind. Rules: product.md A4, H3. */

import type { Context } from '../../context.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import {
  defaultSetting,
  isInvitation,
  isNotificationKind,
  type NotificationKind,
  notificationKinds,
  type NotificationSetting,
} from '../../notifications/kinds.js';
import { demandOwnAccount } from '../acting.js';
import type { AccountEvent } from '../events.js';
import type { AccountState } from '../state.js';

/** The two switches of a kind. */
export type ChangeNotificationSetting = Command<
  'ChangeNotificationSetting',
  { readonly kind: NotificationKind; readonly instant: boolean; readonly summary: boolean }
>;

/** By the person, for themself. A forced kind comes at once whatever else is chosen; the summary may repeat it. */
export const changeNotificationSetting = (
  command: ChangeNotificationSetting,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const { kind, instant, summary } = command.data;
  if (!isNotificationKind(kind)) throw new DomainError('ACCOUNT.NOTIFICATION_UNKNOWN', 'Nobody is told of this.');
  if (notificationKinds[kind].forced && !instant) {
    throw new DomainError('ACCOUNT.NOTIFICATION_FORCED', 'This one can not be switched off.', { kind });
  }
  const now = settingOf(account, kind);
  if (now.instant === instant && now.summary === summary) return [];
  return [{ type: 'NotificationSettingChanged', data: { personId: account.personId, kind, instant, summary } }];
};

/**
 * How a person is told of a kind now: as chosen, else by default. Who has not registered, such as a new member of an
 * organisation, is told of invitations alone. Nobody reads what is sent to a closed account, so it is told nothing; neither is
 * who has no account.
 */
export const settingOf = (account: AccountState, kind: NotificationKind): NotificationSetting => {
  if (account.status === 'none' || account.status === 'closed') return nothing;
  if (account.status === 'provisioned' && !isInvitation(kind)) return nothing;
  const chosen = account.notifications?.[kind] ?? defaultSetting(kind);
  return notificationKinds[kind].forced ? { ...chosen, instant: true } : chosen;
};

const nothing: NotificationSetting = { instant: false, summary: false };
