/** Leaving out an event that a projection can't fold, so that its group goes on. By an administrator. Rules: product.md J3, G9. */

import type { Command } from '../decider.js';
import { demandRole } from '../demands.js';
import { DomainError } from '../errors.js';
import type { EventType } from '../events.js';
import type { OperationsContext } from './context.js';
import type { OperationsEvent, SkipReason } from './events.js';
import { isSkipped, type OperationsState } from './state.js';

export type SkipGroup = Command<'SkipGroup', OperationsEvent['data']>;

export const skipReasons = [
  'event-damaged',
  'event-unknown',
  'program-defect',
  'corrected-since',
] as const satisfies readonly SkipReason[];

/** Events that take access away: without them somebody would see again what they may not see. */
const takesAccess: ReadonlySet<string> = new Set<EventType>([
  'AccountClosed',
  'CaseUnshared',
  'CollaboratorPaused',
  'CollaboratorRemoved',
  'ConsentPolicyChosen',
  'ConsentWithdrawn',
  'GrantExpired',
  'MemberRemoved',
  'PermissionsChanged',
  'ProcessingRestricted',
  'RoleRevoked',
  'SharingObjected',
]);

/** The position is the one that the operator has read: what is parked elsewhere by now is looked at anew, not skipped. */
export const skipGroup = (
  { data }: SkipGroup,
  state: OperationsState,
  { actor, parked }: OperationsContext,
): readonly OperationsEvent[] => {
  demandRole(actor, 'administrator');
  const { projection, group, position, reason } = data;
  if (isSkipped(state, data)) return [];
  if (parked === undefined) {
    throw new DomainError('OPERATIONS.GROUP_NOT_PARKED', 'This group of the projection is not parked.');
  }
  if (parked.position !== position) {
    throw new DomainError('OPERATIONS.PARKED_ELSEWHERE', 'The group is parked at another event.', {
      position: parked.position,
    });
  }
  demandSkippable(parked.eventType, reason);
  return [{ type: 'GroupSkipped', data: { projection, group, position, reason } }];
};

const demandSkippable = (eventType: string, reason: SkipReason): void => {
  if (eventType === 'PersonalDataErased') {
    throw new DomainError('OPERATIONS.ERASURE_NOT_SKIPPABLE', 'An erasure is never skipped: rows would keep the data.');
  }
  if (takesAccess.has(eventType) && reason !== 'corrected-since') {
    throw new DomainError(
      'OPERATIONS.WOULD_GIVE_ACCESS_BACK',
      'This event takes access away. It is skipped only once what it says was recorded again (corrected-since).',
      { eventType },
    );
  }
};
