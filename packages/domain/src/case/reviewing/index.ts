/** Setups, verdicts, approval, the pen. Rules: product.md C6-C9. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { approveSetup, type ApproveSetup, sendSetupBack, type SendSetupBack } from './approving.js';
import { declineSetup, type DeclineSetup, markSetupReady, type MarkSetupReady } from './judging.js';
import { publishSetup, type PublishSetup } from './publishing.js';

export type ReviewingCommand = ApproveSetup | SendSetupBack | DeclineSetup | MarkSetupReady | PublishSetup;

export const reviewingDecisions: Decisions<CaseState, ReviewingCommand, CaseEvent, CaseContext> = {
  ApproveSetup: approveSetup,
  SendSetupBack: sendSetupBack,
  DeclineSetup: declineSetup,
  MarkSetupReady: markSetupReady,
  PublishSetup: publishSetup,
};

export type { ApproveSetup, SendSetupBack } from './approving.js';
export type { DeclineSetup, MarkSetupReady } from './judging.js';
export type { PublishSetup } from './publishing.js';
export type { WordsGiven } from './judging.js';
