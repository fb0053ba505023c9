/** What a provider may hand on. Rules: product.md B3; domain-facts.md (Permissions). */

import { DomainError } from '../../errors.js';
import type { Permission } from '../events.js';

/** Every permission there is. Approving a setup is none of them: it is never delegated (B3). */
export const PERMISSIONS: readonly Permission[] = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'];

/**
 * The permissions of an entry, each once, in the order given.
 * @throws DomainError `ROSTER.PERMISSION_UNKNOWN` (facts: `known`), `ROSTER.PERMISSION_MISSING` without the minimum
 */
export const demandPermissions = (asked: readonly Permission[]): readonly Permission[] => {
  if (!asked.every((permission) => PERMISSIONS.includes(permission))) {
    throw new DomainError('ROSTER.PERMISSION_UNKNOWN', 'There is no such permission.', { known: PERMISSIONS });
  }
  if (!asked.includes('decline-setups')) {
    throw new DomainError('ROSTER.PERMISSION_MISSING', 'Every collaborator may decline setups at least.', {
      permission: 'decline-setups',
    });
  }
  return [...new Set(asked)];
};
