/** How a case ends. Rules: product.md D2. */

import type { Command } from '../../decider.js';
import { demandAllowed, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { isArchived } from '../facts/index.js';
import type { CaseState } from '../state.js';

export type CloseCase = Command<'CloseCase', Readonly<Record<string, never>>>;

/** Archives the case: no messages, no verdicts, no setups any more. */
export const closeCase = (_command: CloseCase, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('close-case', state, context);
  return isArchived(on.facts) ? [] : [{ type: 'CaseClosed', data: ofCase(on) }];
};
