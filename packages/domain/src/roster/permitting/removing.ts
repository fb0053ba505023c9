/** Removing a collaborator. Rules: product.md B6, G3. */

import type { Command } from '../../decider.js';
import type { CollaboratorId } from '../../ids.js';
import { collaboratorUnknown } from '../adding.js';
import type { RosterContext } from '../context.js';
import { demandOwnRoster } from '../entitling.js';
import type { RosterEvent } from '../events.js';
import { isOpen } from '../inviting/invitation.js';
import type { RosterState } from '../state.js';

export type RemoveCollaborator = Command<'RemoveCollaborator', { readonly collaboratorId: CollaboratorId }>;

/**
 * By the provider: ends every access of the entry at once and for ever; an open invitation is withdrawn with it.
 * @throws DomainError `ROSTER.COLLABORATOR_UNKNOWN`
 */
export const removeCollaborator = (
  command: RemoveCollaborator,
  state: RosterState,
  { actor, now }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId } = command.data;
  const entry = state.entries[collaboratorId];
  if (!entry) throw collaboratorUnknown(collaboratorId);
  if (entry.status === 'removed') return [];
  const removed: RosterEvent = { type: 'CollaboratorRemoved', data: { providerId, collaboratorId } };
  if (!isOpen(entry, now)) return [removed];
  const { invitationId } = entry;
  return [{ type: 'InvitationWithdrawn', data: { providerId, collaboratorId, invitationId } }, removed];
};
