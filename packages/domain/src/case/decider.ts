import type { Decider } from '../decider.js';
import { approveSetup, type ApproveSetup, sendSetupBack, type SendSetupBack } from './approving.js';
import type { CaseContext } from './context.js';
import type { CaseEvent } from './events.js';
import { closeCase, type CloseCase, submitOrder, type SubmitOrder } from './ordering.js';
import { publishSetup, type PublishSetup } from './publishing.js';
import { declineSetup, type DeclineSetup, markSetupReady, type MarkSetupReady } from './reviewing.js';
import { changeSharing, type ChangeSharing, unshareRemoved, type UnshareRemoved } from './sharing.js';
import { type CaseState, evolveCase, noCase } from './state.js';

export type CaseCommand =
  | SubmitOrder
  | ChangeSharing
  | UnshareRemoved
  | PublishSetup
  | MarkSetupReady
  | DeclineSetup
  | SendSetupBack
  | ApproveSetup
  | CloseCase;

/** One case: its order, its sharing, its setups and what was said of them (product.md C, D). */
export const caseDecider: Decider<CaseState, CaseCommand, CaseEvent, CaseContext> = {
  category: 'case',
  initial: noCase,
  evolve: evolveCase,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'SubmitOrder':
        return submitOrder(command, state, context);
      case 'ChangeSharing':
        return changeSharing(command, state, context);
      case 'UnshareRemoved':
        return unshareRemoved(command, state, context);
      case 'PublishSetup':
        return publishSetup(command, state, context);
      case 'MarkSetupReady':
        return markSetupReady(command, state, context);
      case 'DeclineSetup':
        return declineSetup(command, state, context);
      case 'SendSetupBack':
        return sendSetupBack(command, state, context);
      case 'ApproveSetup':
        return approveSetup(command, state, context);
      case 'CloseCase':
        return closeCase(command, state, context);
    }
  },
};
