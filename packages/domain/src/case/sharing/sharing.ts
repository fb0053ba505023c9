/** Sharing a case with collaborators, and ending it. Rules: product.md C1, C4, B5, G2. */

import type { Command } from '../../decider.js';
import { demandInstant, denied, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { BulkId, CollaboratorId } from '../../ids.js';
import type { Purpose } from '../../patient/events.js';
import { purposesFor, usualPurposes } from '../../patient/purposes.js';
import { collaboratorUnknown, removed } from '../../roster/adding.js';
import { demandUpToDate } from '../../roster/entitling.js';
import type { RosterEntry } from '../../roster/state.js';
import { demandAllowed, ofCase } from '../allowed.js';
import { demandBasis } from './basis.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, GrantEnd, SharingCause } from '../events/index.js';
import type { CaseState, Grant, SubmittedCase } from '../state.js';

export interface ShareWith {
  readonly collaboratorId: CollaboratorId;
  readonly ends?: GrantEnd;
  /** Absent: what the kind of collaborator usually does, see `usualPurposes`. */
  readonly purpose?: Purpose;
  /** Absent: with the patient's identity data. */
  readonly pseudonymised?: boolean;
}

/** The pop-up's Save: all or nothing (C1). */
export type ChangeSharing = Command<
  'ChangeSharing',
  { readonly add: readonly ShareWith[]; readonly remove: readonly CollaboratorId[] }
>;

/**
 * The rule that follows a removal: access has ended already, this corrects status and counters. The command side has no
 * process yet that runs it; until then a removed collaborator still stands in the columns of a case.
 */
export type UnshareRemoved = Command<'UnshareRemoved', { readonly collaboratorId: CollaboratorId }>;

/** By the provider. Whoever has not accepted yet may be added, and sees nothing before they have (B5). */
export const changeSharing = (command: ChangeSharing, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('change-sharing', state, context);
  const { add, remove } = command.data;
  demandConsistent(add, remove);
  const unshared = [...new Set(remove)].flatMap((collaboratorId): readonly CaseEvent[] => {
    const grant = on.grants[collaboratorId];
    return grant ? [unshare(on, grant, 'by-provider')] : [];
  });
  return [...add.flatMap((share) => shareWith(share, on, context)), ...unshared];
};

/** By a policy; refused while the roster still has the collaborator. */
export const unshareRemoved = (
  command: UnshareRemoved,
  state: CaseState,
  { actor, roster }: CaseContext,
): readonly CaseEvent[] => {
  if (actor.kind !== 'policy') throw denied('not-a-policy', 'Only a rule does this; a provider unshares the case.');
  if (state.status !== 'submitted') throw notFound();
  const { collaboratorId } = command.data;
  if (roster.entries[collaboratorId]?.status !== 'removed') {
    throw new DomainError('ROSTER.COLLABORATOR_NOT_REMOVED', 'The roster still has this collaborator.', {
      collaboratorId,
    });
  }
  const grant = state.grants[collaboratorId];
  return grant ? [unshare(state, grant, 'collaborator-removed')] : [];
};

/**
 * The share as events: none where the case is shared with the collaborator already in just this way. `cause`: what makes
 * it, where it is not the provider's tick; with `bulk` the act.
 * @throws DomainError for a collaborator who is not there or removed, on other terms than it is shared, without a basis (G2)
 */
export const shareWith = (
  share: ShareWith,
  on: SubmittedCase,
  context: CaseContext,
  how: { readonly cause?: SharingCause; readonly bulkId?: BulkId } = {},
): readonly CaseEvent[] => {
  const { collaboratorId, ends, pseudonymised = false } = share;
  const { roster, texts, now } = context;
  const entry = roster.entries[collaboratorId];
  if (!entry) throw collaboratorUnknown(collaboratorId);
  if (entry.status === 'removed') throw removed(collaboratorId);
  const grant = on.grants[collaboratorId];
  if (grant && !hasEnded(grant, context)) {
    if (!asksForSomethingElse(share, grant)) return [];
    throw new DomainError('CASE.ALREADY_SHARED', 'The case is shared with this collaborator on other terms.', {
      collaboratorId,
    });
  }
  const confirmed = demandUpToDate(roster, texts);
  const { recipientId, recipientKind } = entry;
  const { purpose = usualPurposes[recipientKind] } = share;
  demandPurposeFits(purpose, entry);
  const basis = demandBasis(entry, purpose, confirmed, context);
  demandFutureEnd(ends, on, now);
  return [
    {
      type: 'CaseShared',
      data: {
        ...ofCase(on),
        collaboratorId,
        recipientId,
        recipientKind,
        purpose,
        basis,
        ...(ends && { ends: ends.on === 'date' ? { on: ends.on, at: ends.at } : { on: ends.on } }),
        pseudonymised,
        ...how,
      },
    },
  ];
};

const unshare = (
  on: SubmittedCase,
  { collaboratorId, recipientId }: Grant,
  cause: 'by-provider' | 'collaborator-removed',
): CaseEvent => ({ type: 'CaseUnshared', data: { ...ofCase(on), collaboratorId, recipientId, cause } });

const hasEnded = ({ ends }: Grant, { now }: CaseContext): boolean => ends?.on === 'date' && ends.at <= now;

/** Options that are not named are left as they are. */
const asksForSomethingElse = ({ ends, purpose, pseudonymised }: ShareWith, grant: Grant): boolean =>
  (purpose !== undefined && purpose !== grant.purpose) ||
  (pseudonymised !== undefined && pseudonymised !== grant.pseudonymised) ||
  (ends !== undefined && !isSameEnd(ends, grant.ends));

const isSameEnd = (asked: GrantEnd, has: GrantEnd | undefined): boolean =>
  asked.on === 'date' ? has?.on === 'date' && has.at === asked.at : has?.on === 'approval';

const demandPurposeFits = (purpose: Purpose, { collaboratorId, recipientKind }: RosterEntry): void => {
  const allowed = purposesFor[recipientKind];
  if (allowed.includes(purpose)) return;
  throw new DomainError('CASE.PURPOSE_MISMATCH', 'A case is not shared with this kind of collaborator for this.', {
    collaboratorId,
    purpose,
    allowed,
  });
};

const demandFutureEnd = (ends: GrantEnd | undefined, on: SubmittedCase, now: string): void => {
  if (ends?.on === 'date') demandInstant(ends.at, 'ends.at');
  const isPast = ends?.on === 'date' ? ends.at <= now : ends !== undefined && on.facts.setup.state === 'approved';
  if (isPast) throw new DomainError('CASE.END_IN_THE_PAST', 'A share ends in the future.');
};

const demandConsistent = (add: readonly ShareWith[], remove: readonly CollaboratorId[]): void => {
  const seen = new Set(remove);
  for (const { collaboratorId } of add) {
    if (seen.has(collaboratorId)) {
      throw new DomainError('CASE.SHARING_CONTRADICTORY', 'A collaborator is named twice.', { collaboratorId });
    }
    seen.add(collaboratorId);
  }
};
