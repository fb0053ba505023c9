/** One person's account as far as decisions need it. Holds no personal data: a cached state has nothing to forget. */

import type { PersonId, PracticeId, ViewId } from '../ids.js';
import type { NotificationKind, NotificationSetting } from '../notifications/kinds.js';
import type { Instant, TimeZone } from '../time.js';
import type { AccountEvent, AuditScope, Language, Role } from './events.js';

interface KnownAccount {
  readonly personId: PersonId;
  /** The practices that take new cases. */
  readonly practices: readonly PracticeId[];
  /** The practices that take no new cases and keep those they have; absent: none. */
  readonly closedPractices?: readonly PracticeId[];
  readonly roles: readonly Role[];
  readonly auditor?: { readonly scope: AuditScope; readonly endsAt?: Instant };
  readonly language?: Language;
  /** Absent: never chosen, so that of the installation holds. */
  readonly timeZone?: TimeZone;
  /** What the person chose of kinds of notifications (A4); ask `settingOf`. */
  readonly notifications?: Readonly<Partial<Record<NotificationKind, NotificationSetting>>>;
  /** The saved views (A5), without their names and contents; absent: none. */
  readonly views?: readonly ViewId[];
}

export type AccountState =
  | { readonly status: 'none' }
  /** Somebody added the person; they have an id but have not proved their e-mail address yet. */
  | (KnownAccount & { readonly status: 'provisioned' })
  | (KnownAccount & { readonly status: 'registered' })
  /** For good: nobody acts through it any more, roles and appointment are gone and the practices are closed. */
  | (KnownAccount & { readonly status: 'closed' });

export const noAccount: AccountState = { status: 'none' };

/** Whether the person is a provider: who has or had a practice is, also of the cases that a closed one keeps (A1). */
export const isProviderAccount = (account: AccountState | undefined): boolean =>
  account !== undefined &&
  account.status !== 'none' &&
  account.practices.length + (account.closedPractices?.length ?? 0) > 0;

export const evolveAccount = (state: AccountState, event: AccountEvent): AccountState => {
  if (event.type === 'AccountProvisioned') {
    const { personId, language } = event.data;
    return state.status === 'none' ? { status: 'provisioned', personId, practices: [], roles: [], language } : state;
  }
  if (state.status === 'none' || state.status === 'closed') return state;
  switch (event.type) {
    case 'AccountRegistered':
      return { ...state, status: 'registered' };
    case 'AccountClosed': {
      const { auditor: _, ...rest } = state;
      const closedPractices = [...(state.closedPractices ?? []), ...state.practices];
      return { ...rest, status: 'closed', practices: [], closedPractices, roles: [] };
    }
    case 'PracticeOpened': {
      const { practiceId } = event.data;
      const closed = state.closedPractices?.includes(practiceId) ?? false;
      return closed ? state : { ...state, practices: [...without(state.practices, practiceId), practiceId] };
    }
    case 'PracticeClosed': {
      const { practiceId } = event.data;
      if (!state.practices.includes(practiceId)) return state;
      const closedPractices = [...(state.closedPractices ?? []), practiceId];
      return { ...state, practices: without(state.practices, practiceId), closedPractices };
    }
    case 'LanguageChosen':
      return { ...state, language: event.data.language };
    case 'TimeZoneChosen':
      return { ...state, timeZone: event.data.timeZone };
    case 'NotificationSettingChanged': {
      const { kind, instant, summary } = event.data;
      return { ...state, notifications: { ...state.notifications, [kind]: { instant, summary } } };
    }
    case 'ViewSaved': {
      const { viewId } = event.data;
      return { ...state, views: [...without(state.views ?? [], viewId), viewId] };
    }
    case 'ViewDeleted':
      return state.views ? { ...state, views: without(state.views, event.data.viewId) } : state;
    case 'RoleGranted':
      return { ...state, roles: [...without(state.roles, event.data.role), event.data.role] };
    case 'RoleRevoked':
      return { ...state, roles: without(state.roles, event.data.role) };
    case 'AuditorAppointed': {
      const { scope, endsAt } = event.data;
      return { ...state, auditor: endsAt === undefined ? { scope } : { scope, endsAt } };
    }
    case 'AuditorDismissed': {
      const { auditor: _, ...rest } = state;
      return rest;
    }
    default:
      return state;
  }
};

const without = <Item>(items: readonly Item[], gone: Item): readonly Item[] => items.filter((item) => item !== gone);
