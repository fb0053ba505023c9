/** Roles and auditors, given by an administrator; the first start gives the first ones. Rules: product.md A1, G4. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandAdministratorOrSetup, demandInstant } from '../demands.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time.js';
import type { AccountContext } from './context.js';
import type { AccountEvent, AuditScope, Role } from './events.js';
import type { AccountState } from './state.js';

export type GrantRole = Command<'GrantRole', { readonly role: Role }>;
export type RevokeRole = Command<'RevokeRole', { readonly role: Role }>;
export type AppointAuditor = Command<'AppointAuditor', { readonly scope: AuditScope; readonly endsAt?: Instant }>;
export type DismissAuditor = Command<'DismissAuditor', Readonly<Record<string, never>>>;

export const grantRole = (command: GrantRole, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandKnown(state);
  const { role } = command.data;
  if (account.roles.includes(role)) return [];
  return [{ type: 'RoleGranted', data: { personId: account.personId, role } }];
};

export const revokeRole = (command: RevokeRole, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandKnown(state);
  const { role } = command.data;
  if (!account.roles.includes(role)) return [];
  // Else the last administrator could lock everybody out.
  if (role === 'administrator' && actor.kind === 'person' && actor.personId === account.personId) {
    throw new DomainError('ACCOUNT.NOT_ONESELF', 'Another administrator has to take this role from you.');
  }
  return [{ type: 'RoleRevoked', data: { personId: account.personId, role } }];
};

/** Appointing again replaces scope and end. */
export const appointAuditor = (
  command: AppointAuditor,
  state: AccountState,
  { actor, now, providers }: AccountContext,
): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandKnown(state);
  const { scope, endsAt } = command.data;
  if (account.auditor && account.auditor.endsAt === endsAt && isSameScope(account.auditor.scope, scope)) return [];
  demandProviders(scope, providers);
  if (endsAt !== undefined) {
    demandInstant(endsAt, 'endsAt');
    if (endsAt <= now) throw new DomainError('ACCOUNT.END_IN_THE_PAST', 'An appointment ends in the future.');
  }
  const { personId } = account;
  return [{ type: 'AuditorAppointed', data: { personId, scope, ...(endsAt !== undefined && { endsAt }) } }];
};

/** Ends what the person may audit, at once. */
export const dismissAuditor = (
  _command: DismissAuditor,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const { auditor, personId } = demandKnown(state);
  return auditor ? [{ type: 'AuditorDismissed', data: { personId } }] : [];
};

/** An auditor of nobody would audit nothing, and nobody would see why. */
const demandProviders = (scope: AuditScope, providers: AccountContext['providers']): void => {
  if (scope.of === 'everything') return;
  const unknown = scope.providerIds.filter((id) => !isProvider(providers?.get(id)));
  if (unknown.length > 0) {
    throw new DomainError('ACCOUNT.PROVIDER_UNKNOWN', 'Not all of these are providers.', { providerIds: unknown });
  }
};

const isProvider = (account: AccountState | undefined): boolean =>
  account !== undefined && account.status !== 'none' && account.practices.length > 0;

/** Administrators may know which accounts there are, so an unknown one is named as such. */
export const demandKnown = (state: AccountState): Exclude<AccountState, { status: 'none' }> => {
  if (state.status === 'none') throw new DomainError('ACCOUNT.UNKNOWN', 'There is no such account.');
  return state;
};

const isSameScope = (one: AuditScope, other: AuditScope): boolean => {
  if (one.of === 'everything' || other.of === 'everything') return one.of === other.of;
  const ids = new Set(one.providerIds);
  return ids.size === new Set(other.providerIds).size && other.providerIds.every((id) => ids.has(id));
};
