/** What a collaborator may do, and whether at all for now. Rules: product.md B3, B6, G3. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandPresent } from '../adding.js';
import type { RosterContext } from '../context.js';
import { demandOwnRoster } from '../entitling.js';
import type { Permission, RosterEvent } from '../events.js';
import type { PresentEntry, RosterState } from '../state.js';
import { demandPermissions } from './permissions.js';

interface OfEntry {
  readonly collaboratorId: CollaboratorId;
}

/** `permissions`: all that the entry has from then on. */
export type ChangePermissions = Command<'ChangePermissions', OfEntry & { readonly permissions: readonly Permission[] }>;
export type PauseCollaborator = Command<'PauseCollaborator', OfEntry>;
export type ResumeCollaborator = Command<'ResumeCollaborator', OfEntry>;

/**
 * By the provider, of every entry that is not removed, accepted or not. Acts on open cases at once.
 * @throws DomainError `ROSTER.PERMISSION_MISSING`, `ROSTER.PERMISSION_UNKNOWN`
 */
export const changePermissions = (
  command: ChangePermissions,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = demandPresent(state, collaboratorId);
  const permissions = demandPermissions(command.data.permissions);
  if (isSameSet(permissions, entry.permissions)) return [];
  return [{ type: 'PermissionsChanged', data: { providerId, collaboratorId, permissions } }];
};

/** By the provider: the collaborator sees nothing until resumed. @throws DomainError `ROSTER.NOT_ACCEPTED` */
export const pauseCollaborator = (
  command: PauseCollaborator,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = demandAccepted(demandPresent(state, collaboratorId));
  return entry.status === 'paused' ? [] : [{ type: 'CollaboratorPaused', data: { providerId, collaboratorId } }];
};

/** By the provider: what the open grants let the collaborator see is visible again. @throws DomainError `ROSTER.NOT_ACCEPTED` */
export const resumeCollaborator = (
  command: ResumeCollaborator,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = demandAccepted(demandPresent(state, collaboratorId));
  return entry.status === 'active' ? [] : [{ type: 'CollaboratorResumed', data: { providerId, collaboratorId } }];
};

const demandAccepted = (entry: PresentEntry): Extract<PresentEntry, { status: 'active' | 'paused' }> => {
  if (entry.status === 'active' || entry.status === 'paused') return entry;
  throw new DomainError('ROSTER.NOT_ACCEPTED', 'The collaborator has not accepted, and sees nothing yet.', {
    collaboratorId: entry.collaboratorId,
  });
};

/** Both hold every permission at most once. */
const isSameSet = (one: readonly Permission[], other: readonly Permission[]): boolean =>
  one.length === other.length && one.every((permission) => other.includes(permission));
