/** One person's account as far as decisions need it. Holds no personal data: a cached state has nothing to forget. */

import type { PersonId, PracticeId } from '../ids.js';
import type { Instant } from '../time.js';
import type { AccountEvent, AuditScope, Role } from './events.js';

interface KnownAccount {
  readonly personId: PersonId;
  readonly practices: readonly PracticeId[];
  readonly roles: readonly Role[];
  readonly auditor?: { readonly scope: AuditScope; readonly endsAt?: Instant };
}

export type AccountState =
  | { readonly status: 'none' }
  /** Somebody added the person; they have an id but have not proved their e-mail address yet. */
  | (KnownAccount & { readonly status: 'provisioned' })
  | (KnownAccount & { readonly status: 'registered' });

export const noAccount: AccountState = { status: 'none' };

export const evolveAccount = (state: AccountState, event: AccountEvent): AccountState => {
  if (event.type === 'AccountProvisioned') {
    return state.status === 'none'
      ? { status: 'provisioned', personId: event.data.personId, practices: [], roles: [] }
      : state;
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AccountRegistered':
      return { ...state, status: 'registered' };
    case 'PracticeOpened':
      return { ...state, practices: [...without(state.practices, event.data.practiceId), event.data.practiceId] };
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
