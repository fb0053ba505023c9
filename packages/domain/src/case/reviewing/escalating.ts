/** A verdict that is overdue. Rules: product.md F4, H2; domain-facts.md (Review loop). */

import type { Command } from '../../decider.js';
import { demandInstant, denied, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { daysAfter, type Instant } from '../../time.js';
import { ofCase, seesNow } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { isArchived } from '../facts/index.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { demandNewest, demandOpen } from './versions.js';

/** How long a collaborator has for a verdict: ten working days, which are two weeks whatever day they begin on. */
export const REVIEW_DAYS = 14;

/** From when on a verdict that is awaited since the moment is overdue. */
export const reviewDueAt = (waitingSince: Instant): Instant => daysAfter(waitingSince, REVIEW_DAYS);

export type EscalateReview = Command<
  'EscalateReview',
  {
    readonly collaboratorId: CollaboratorId;
    readonly setupVersion: number;
    /**
     * When the collaborator's turn began: the latest of the moments at which the version was recorded, the case shared
     * with them, their invitation accepted, the version last sent back to them. Only the log knows these, so the rule
     * brings the moment along; when the lab made the version says nothing, it may be published weeks later.
     */
    readonly waitingSince: Instant;
  }
>;

/**
 * By a policy, once per version and collaborator.
 * @throws DomainError `CASE.REVIEW_NOT_AWAITED` from whom nobody waits: access has ended, the verdict is there, or the
 * case is on hold or archived; `CASE.REVIEW_NOT_DUE` (facts: `dueAt`); and as every act on a setup version
 */
export const escalateReview = (
  command: EscalateReview,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  if (context.actor.kind !== 'policy') throw denied('not-a-policy', 'Only a rule does this.');
  if (state.status !== 'submitted') throw notFound();
  const { collaboratorId, setupVersion, waitingSince } = command.data;
  const setup = demandNewest(state, setupVersion);
  if (state.escalated.includes(collaboratorId)) return [];
  const { verdicts } = demandOpen(state, setup);
  if (verdicts[collaboratorId]?.act === 'ready' || !isWaitedFor(collaboratorId, state, context)) {
    throw new DomainError('CASE.REVIEW_NOT_AWAITED', 'Nobody waits for this verdict.', { collaboratorId });
  }
  demandInstant(waitingSince, 'waitingSince');
  const dueAt = reviewDueAt(waitingSince);
  if (context.now < dueAt) throw new DomainError('CASE.REVIEW_NOT_DUE', 'There is time left.', { dueAt });
  return [{ type: 'ReviewEscalated', data: { ...ofCase(state), setupVersion, collaboratorId, waitingSince } }];
};

/** Nobody is late with what they cannot see, nor while the case rests. */
const isWaitedFor = (collaboratorId: CollaboratorId, on: SubmittedCase, context: CaseContext): boolean =>
  !isArchived(on.facts) && !on.facts.life.onHold && seesNow(on, context, collaboratorId);
