/** Roles and auditors, given by an administrator; the first start gives the first ones. Rules: product.md A1, G4. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandAdministratorOrSetup, demandInstant } from '../demands.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time.js';
import { demandAnotherAdministrator, demandKnown, demandOpen } from './acting.js';
import type { AccountContext } from './context.js';
import type { AccountEvent, AuditScope, Role } from './events.js';
import { type AccountState, isProviderAccount } from './state.js';

export type GrantRole = Command<'GrantRole', { readonly role: Role }>;
export type RevokeRole = Command<'RevokeRole', { readonly role: Role }>;
export type AppointAuditor = Command<'AppointAuditor', { readonly scope: AuditScope; readonly endsAt?: Instant }>;
export type DismissAuditor = Command<'DismissAuditor', Readonly<Record<string, never>>>;

export const grantRole = (command: GrantRole, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandOpen(state);
  const { role } = command.data;
  if (account.roles.includes(role)) return [];
  return [{ type: 'RoleGranted', data: { personId: account.personId, role } }];
};

export const revokeRole = (command: RevokeRole, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandKnown(state);
  const { role } = command.data;
  if (!account.roles.includes(role)) return [];
  if (role === 'administrator') demandAnotherAdministrator(account, actor);
  return [{ type: 'RoleRevoked', data: { personId: account.personId, role } }];
};

/** By an administrator or the first start. Appointing again replaces scope and end. */
export const appointAuditor = (
  command: AppointAuditor,
  state: AccountState,
  { actor, now, providers }: AccountContext,
): readonly AccountEvent[] => {
  demandAdministratorOrSetup(actor);
  const account = demandOpen(state);
  const { endsAt } = command.data;
  const scope = scopeOf(command.data.scope);
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

/** Exactly what is stored of a scope, each provider once. */
const scopeOf = (scope: AuditScope): AuditScope =>
  scope.of === 'everything' ? { of: 'everything' } : { of: 'providers', providerIds: [...new Set(scope.providerIds)] };

/** An auditor of nobody would audit nothing, and nobody would see why. */
const demandProviders = (scope: AuditScope, providers: AccountContext['providers']): void => {
  if (scope.of === 'everything') return;
  if (scope.providerIds.length === 0) {
    throw new DomainError('ACCOUNT.SCOPE_EMPTY', 'Name the providers whose trail is audited.');
  }
  const unknown = scope.providerIds.filter((id) => !isProviderAccount(providers?.get(id)));
  if (unknown.length > 0) {
    throw new DomainError('ACCOUNT.PROVIDER_UNKNOWN', 'Not all of these are providers.', { providerIds: unknown });
  }
};

const isSameScope = (one: AuditScope, other: AuditScope): boolean => {
  if (one.of === 'everything' || other.of === 'everything') return one.of === other.of;
  const ids = new Set(one.providerIds);
  return ids.size === new Set(other.providerIds).size && other.providerIds.every((id) => ids.has(id));
};
