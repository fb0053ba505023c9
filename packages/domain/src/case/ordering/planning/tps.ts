/** An external planning service is ordered, and the case shared with it in the same act. Rules: product.md D4; domain-facts.md (Review loop). */

import type { Command } from '../../../decider.js';
import { denied } from '../../../demands.js';
import { DomainError } from '../../../errors.js';
import type { CollaboratorId } from '../../../ids.js';
import { demandConfirmed } from '../../../roster/entitling.js';
import { demandAllowed, demandGoesOn, ofCase } from '../../allowed.js';
import type { CaseContext } from '../../context.js';
import type { CaseEvent } from '../../events/index.js';
import { demandBasis } from '../../sharing/basis.js';
import { shareWith } from '../../sharing/sharing.js';
import type { CaseState, SubmittedCase, TpsOrder } from '../../state.js';
import { endOfWorkingDay } from './workingDays.js';

/** How long a planning service has: the usual terms (domain-facts.md, Review loop). */
export const TPS_WORKING_DAYS = 10;

export type OrderTps = Command<'OrderTps', { readonly collaboratorId: CollaboratorId }>;
export type CompleteTps = Command<
  'CompleteTps',
  {
    /** The service's entry, for a person who stands to the case through two; default: the first. */
    readonly collaboratorId?: CollaboratorId;
  }
>;
export type CancelTps = Command<'CancelTps', { readonly collaboratorId: CollaboratorId }>;

/** By the provider, on a case that goes on. An order that runs records nothing; a completed one may be followed by another. */
export const orderTps = (command: OrderTps, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('order-tps', state, context);
  demandGoesOn(on);
  return orderPlanning(command.data.collaboratorId, { at: 'case' }, on, context);
};

/**
 * By a member of the service: its planning is done. Done already records nothing.
 * @throws DomainError `CASE.TPS_NOT_ORDERED`
 */
export const completeTps = (command: CompleteTps, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on, standing } = demandAllowed('complete-tps', state, context, command.data.collaboratorId);
  if (standing.as !== 'collaborator') return [];
  const { collaboratorId } = standing.grant;
  if (on.tps[collaboratorId]?.state === 'completed') return [];
  demandRunning(on, collaboratorId);
  return [{ type: 'TpsCompleted', data: { ...ofCase(on), collaboratorId } }];
};

/**
 * By the provider; leaves the share, which is ended on its own. Cancelled already records nothing.
 * @throws DomainError `CASE.TPS_NOT_ORDERED`, also for one that is completed
 */
export const cancelTps = (command: CancelTps, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('cancel-tps', state, context);
  const { collaboratorId } = command.data;
  if (on.tps[collaboratorId]?.state === 'cancelled') return [];
  demandRunning(on, collaboratorId);
  return [{ type: 'TpsCancelled', data: { ...ofCase(on), collaboratorId } }];
};

interface Ordering {
  /** At which of the three entry points. */
  readonly at: 'submission' | 'case' | 'revision';
  /** The entry of a collaborator who orders; they order no planning. */
  readonly by?: CollaboratorId | undefined;
}

/**
 * The order and its share as events: none for an order that runs, no share where one works already.
 * @throws DomainError `CASE.NOT_A_PLANNING_SERVICE` (facts: `collaboratorId`), `ACCESS.DENIED` for a collaborator who orders,
 * and what a share can lack (G2)
 */
export const orderPlanning = (
  collaboratorId: CollaboratorId,
  { at, by }: Ordering,
  on: SubmittedCase,
  context: CaseContext,
): readonly CaseEvent[] => {
  if (by !== undefined) throw denied('not-permitted', 'Only the provider orders a planning service.');
  const entry = context.roster.entries[collaboratorId];
  if (entry?.recipientKind !== 'treatment-planning-service' || entry.status === 'removed') {
    throw new DomainError('CASE.NOT_A_PLANNING_SERVICE', 'Name a planning service of the roster.', { collaboratorId });
  }
  const dueAt = endOfWorkingDay(TPS_WORKING_DAYS, context.now);
  const ordered: CaseEvent = { type: 'TpsOrdered', data: { ...ofCase(on), collaboratorId, with: at, dueAt } };
  const grant = on.grants[collaboratorId];
  const shared = shareWith({ collaboratorId }, on, context, { cause: 'tps-order' });
  // A share that is there already is no new one, but has to work: without a basis the service would see nothing.
  if (grant && shared.length === 0) demandBasis(entry, grant.purpose, demandConfirmed(context.roster), context);
  return on.tps[collaboratorId]?.state === 'ordered' ? shared : [ordered, ...shared];
};

/** Whether the planning that an order asks for was ordered, where it asks for any: then the order is the same again. */
export const isPlanned = (on: SubmittedCase, tps: CollaboratorId | undefined): boolean =>
  tps === undefined || on.tps[tps] !== undefined;

const demandRunning = (on: SubmittedCase, collaboratorId: CollaboratorId): void => {
  const order: TpsOrder | undefined = on.tps[collaboratorId];
  if (order?.state === 'ordered') return;
  throw new DomainError('CASE.TPS_NOT_ORDERED', 'No order of this planning service runs.', {
    collaboratorId,
    ...(order && { tpsState: order.state }),
  });
};
