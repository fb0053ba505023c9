/** How a share ends by a rule: with the roster entry behind it, or with its date. Rules: product.md B4-B6, C4, G3. */

import type { Command } from '../../decider.js';
import { demandPolicy, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { BulkId, CollaboratorId } from '../../ids.js';
import type { EntryStatus } from '../../roster/state.js';
import { ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, UnsharingCause } from '../events/index.js';
import type { CaseState, Grant, SubmittedCase } from '../state.js';
import { hasEnded } from './ends.js';

/** What happened to the roster entry. */
export type EntryEnding = Exclude<UnsharingCause, 'by-provider' | 'bulk-undone'>;

export type EndGrantByRule = Command<
  'EndGrantByRule',
  { readonly collaboratorId: CollaboratorId; readonly cause: EntryEnding }
>;
export type ExpireGrant = Command<'ExpireGrant', { readonly collaboratorId: CollaboratorId }>;

/**
 * By a rule, after what happened to the entry: it sees nothing any more already, this corrects status and counters.
 * @throws DomainError `ROSTER.ENTRY_NOT_ENDED` while the roster does not show the cause: another invitation has
 * followed, or something else came after it, whose own rule acts.
 */
export const endGrantByRule = (
  command: EndGrantByRule,
  state: CaseState,
  { actor, roster }: CaseContext,
): readonly CaseEvent[] => {
  const on = demandRule(state, actor);
  const { collaboratorId, cause } = command.data;
  if (roster.entries[collaboratorId]?.status !== statusAfter[cause]) {
    throw new DomainError('ROSTER.ENTRY_NOT_ENDED', 'The roster does not show this of the collaborator.', {
      collaboratorId,
      cause,
    });
  }
  const grant = on.grants[collaboratorId];
  return grant ? [unshared(on, grant, { cause })] : [];
};

/**
 * By a rule, once the date has come: access had ended at that moment by itself (G3).
 * @throws DomainError `CASE.GRANT_NOT_ENDED` for a grant without a date, or whose date is to come
 */
export const expireGrant = (
  command: ExpireGrant,
  state: CaseState,
  { actor, now }: CaseContext,
): readonly CaseEvent[] => {
  const on = demandRule(state, actor);
  const { collaboratorId } = command.data;
  const grant = on.grants[collaboratorId];
  if (!grant) return [];
  if (!hasEnded(grant, now)) {
    throw new DomainError('CASE.GRANT_NOT_ENDED', 'The end of this share has not come.', { collaboratorId });
  }
  return [expired(on, grant)];
};

/** Where a rule acts on a case. @throws DomainError `ACCESS.DENIED` to persons, `ACCESS.NOT_FOUND` without such a case */
export const demandRule = (state: CaseState, actor: CaseContext['actor']): SubmittedCase => {
  demandPolicy(actor);
  if (state.status !== 'submitted') throw notFound();
  return state;
};

export const unshared = (
  on: SubmittedCase,
  { collaboratorId, recipientId }: Grant,
  why: { readonly cause: UnsharingCause; readonly bulkId?: BulkId },
): CaseEvent => ({ type: 'CaseUnshared', data: { ...ofCase(on), collaboratorId, recipientId, ...why } });

export const expired = (on: SubmittedCase, { collaboratorId, recipientId }: Grant): CaseEvent => ({
  type: 'GrantExpired',
  data: { ...ofCase(on), collaboratorId, recipientId },
});

const statusAfter: Readonly<Record<EntryEnding, EntryStatus>> = {
  'collaborator-removed': 'removed',
  'invitation-declined': 'declined',
  'invitation-withdrawn': 'withdrawn',
  'invitation-expired': 'expired',
};
