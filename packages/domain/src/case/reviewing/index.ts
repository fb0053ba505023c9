/** Setups, verdicts, approval, the pen. Rules: product.md C6-C9. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { approveSetup, type ApproveSetup, sendSetupBack, type SendSetupBack } from './approving.js';
import { escalateReview, type EscalateReview } from './escalating.js';
import { declineSetup, type DeclineSetup, markSetupReady, type MarkSetupReady } from './judging.js';
import { passPen, type PassPen, releasePen, type ReleasePen, takePen, type TakePen } from './pen.js';
import { publishSetup, type PublishSetup } from './publishing.js';
import { chooseReviewRule, type ChooseReviewRule } from './ruling.js';

export type ReviewingCommand =
  | PublishSetup
  | MarkSetupReady
  | DeclineSetup
  | SendSetupBack
  | ApproveSetup
  | ChooseReviewRule
  | EscalateReview
  | TakePen
  | PassPen
  | ReleasePen;

export const reviewingDecisions: Decisions<CaseState, ReviewingCommand, CaseEvent, CaseContext> = {
  PublishSetup: publishSetup,
  MarkSetupReady: markSetupReady,
  DeclineSetup: declineSetup,
  SendSetupBack: sendSetupBack,
  ApproveSetup: approveSetup,
  ChooseReviewRule: chooseReviewRule,
  EscalateReview: escalateReview,
  TakePen: takePen,
  PassPen: passPen,
  ReleasePen: releasePen,
};

export type { ApproveSetup, SendSetupBack } from './approving.js';
export { type EscalateReview, REVIEW_DAYS, reviewDueAt } from './escalating.js';
export type { DeclineSetup, MarkSetupReady } from './judging.js';
export type { PassPen, ReleasePen, TakePen } from './pen.js';
export type { PublishSetup } from './publishing.js';
export type { ChooseReviewRule } from './ruling.js';
