/** One case: its order, its open grants, what its reviewers said. Rules: product.md C, D. */

import type { CaseId, CollaboratorId, OrderNumber, PatientId, PracticeId, ProviderId, RecipientId } from '../ids.js';
import type { Purpose } from '../patient/events.js';
import type { CollaboratorKind } from '../roster/events.js';
import type { Instant } from '../time.js';
import type { CaseEvent, CaseType, GrantEnd, OrderKind } from './events.js';
import { evolveReview } from './reviewFacts.js';
import type { ReviewFacts } from './status.js';

/** A share that no event has ended. One with a date is dead from that date on without any event (G3). */
export interface Grant {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
  /** What the data are shared for: a consent has to cover it. */
  readonly purpose: Purpose;
  readonly ends?: GrantEnd;
  /** The recipient sees the order number instead of the patient's identity data (C4). */
  readonly pseudonymised: boolean;
}

export interface SubmittedCase {
  /** `closed`: archived, it takes no messages and no verdicts. */
  readonly status: 'open' | 'closed';
  readonly caseId: CaseId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
  readonly practiceId: PracticeId;
  readonly orderNumber: OrderNumber;
  readonly kind: OrderKind;
  readonly grants: Readonly<Record<CollaboratorId, Grant>>;
  /** Everybody with whom the case is or was shared: whose conversation there is. */
  readonly everSharedWith: readonly CollaboratorId[];
  readonly review: ReviewFacts;
  /** When the lab made the newest version. */
  readonly setupMadeAt?: Instant;
  /** Chosen at approval. */
  readonly caseType?: CaseType;
}

export type CaseState = { readonly status: 'none' } | SubmittedCase;

export const noCase: CaseState = { status: 'none' };

export const evolveCase = (state: CaseState, event: CaseEvent): CaseState => {
  if (event.type === 'OrderSubmitted') return state.status === 'none' ? submitted(event) : state;
  if (state.status === 'none') return state;
  const review = evolveReview(state.review, event) ?? state.review;
  const next = { ...state, review };
  switch (event.type) {
    case 'CaseShared': {
      const { collaboratorId, recipientId, recipientKind, purpose, ends, pseudonymised } = event.data;
      const end = ends && { ends };
      const grant: Grant = { collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ...end };
      const others = state.everSharedWith.filter((id) => id !== collaboratorId);
      const everSharedWith = [...others, collaboratorId];
      return { ...next, grants: { ...state.grants, [collaboratorId]: grant }, everSharedWith };
    }
    case 'CaseUnshared':
    case 'SetupApproved':
      return {
        ...next,
        grants: stillGranted(state.grants, review),
        ...(event.type === 'SetupApproved' && review !== state.review && { caseType: event.data.caseType }),
      };
    case 'SetupReadyForReview':
      return { ...next, setupMadeAt: event.data.occurredAt };
    case 'CaseClosed':
      return { ...next, status: 'closed' };
    default:
      return next;
  }
};

const submitted = (event: Extract<CaseEvent, { type: 'OrderSubmitted' }>): CaseState => {
  const review = evolveReview(undefined, event);
  if (!review) return noCase;
  const { caseId, patientId, providerId, practiceId, orderNumber, kind } = event.data;
  const ofCase = { caseId, patientId, providerId, practiceId, orderNumber, kind };
  return { status: 'open', ...ofCase, grants: {}, everSharedWith: [], review };
};

/** Which grants are open is said once, by the facts of the review. */
const stillGranted = (
  grants: Readonly<Record<CollaboratorId, Grant>>,
  review: ReviewFacts,
): Readonly<Record<CollaboratorId, Grant>> =>
  Object.fromEntries(Object.entries(grants).filter(([id]) => id in review.grants));
