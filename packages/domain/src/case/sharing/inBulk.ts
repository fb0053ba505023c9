/** What a bulk act does with one of its cases, and how that is undone. Rules: product.md C2. */

import type { Command } from '../../decider.js';
import { notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { BulkId, CollaboratorId, ProviderId } from '../../ids.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { demandRule, unshared } from './ending.js';
import { shareWith, type ShareWith } from './sharing.js';

interface OfBulkAct {
  readonly bulkId: BulkId;
  /** Who started the act: it reaches nobody else's cases. */
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
}

export type ShareInBulk = Command<'ShareInBulk', OfBulkAct & ShareWith>;
export type UndoBulkShare = Command<'UndoBulkShare', OfBulkAct>;

/**
 * By a rule, for the provider who started the act: exactly what their own tick would do.
 * @throws DomainError `ACCESS.NOT_FOUND` for another provider's case, and as `shareWith`
 */
export const shareInBulk = (command: ShareInBulk, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { bulkId, providerId } = command.data;
  return shareOwn(command.data, providerId, demandRule(state, context.actor), context, bulkId);
};

/** What preview and act decide with, so that they agree. @throws DomainError as {@link shareInBulk} */
export const shareOwn = (
  share: ShareWith,
  providerId: ProviderId,
  on: SubmittedCase,
  context: CaseContext,
  bulkId?: BulkId,
): readonly CaseEvent[] => {
  demandOwn(on, providerId);
  return shareWith(share, on, context, { cause: 'bulk', ...(bulkId !== undefined && { bulkId }) });
};

/**
 * By a rule: takes the share back while it is still the one that the act made, unrenewed. The same undo again records nothing.
 * @throws DomainError `CASE.CHANGED_SINCE` (facts: `sharing` is `ended` or `changed`) where something else became of the
 * share, which is then left alone; `ACCESS.NOT_FOUND` for another provider's case
 */
export const undoBulkShare = (
  command: UndoBulkShare,
  state: CaseState,
  { actor }: CaseContext,
): readonly CaseEvent[] => {
  const { bulkId, providerId, collaboratorId } = command.data;
  const on = demandRule(state, actor);
  demandOwn(on, providerId);
  const grant = on.grants[collaboratorId];
  if (grant?.bulkId === bulkId) return [unshared(on, grant, { cause: 'bulk-undone', bulkId })];
  if (on.undone[collaboratorId] === bulkId) return [];
  throw new DomainError('CASE.CHANGED_SINCE', 'The share is not the one any more that the act made.', {
    collaboratorId,
    sharing: grant ? 'changed' : 'ended',
  });
};

const demandOwn = (on: SubmittedCase, providerId: ProviderId): void => {
  if (on.providerId !== providerId) throw notFound();
};
