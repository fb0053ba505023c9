/** Reviews that are overdue. Rules: product.md F4, H2; domain-facts.md (Review loop). */

import { reviewDueAt } from '../case/index.js';
import type { CaseId, CollaboratorId } from '../ids.js';
import type { Instant } from '../time.js';
import type { DuePolicy } from './policy.js';

/**
 * A verdict that somebody waits for: the newest version is open, the collaborator has a grant and has not marked it ready.
 * Who does not see the case now may be left in; the case decides that again.
 */
export interface AwaitedReview {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly setupVersion: number;
  /** When the collaborator's turn began, see `EscalateReview`. */
  readonly waitingSince: Instant;
  /** Whether it was said already of this version and collaborator. */
  readonly escalated: boolean;
}

/** Tells of every review that is overdue, once per version and collaborator. */
export const escalateReviews: DuePolicy<readonly AwaitedReview[]> = {
  name: 'policy:escalate-reviews',
  due: (awaited, now) =>
    awaited
      .filter(({ waitingSince, escalated }) => !escalated && reviewDueAt(waitingSince) <= now)
      .map(({ caseId, collaboratorId, setupVersion, waitingSince }) => ({
        on: { case: caseId },
        command: { type: 'EscalateReview', data: { collaboratorId, setupVersion, waitingSince } },
      })),
};
