import type { CaseContext } from '../case/context.js';
import type { CaseState } from '../case/state.js';
import type { CollaboratorId } from '../ids.js';

/** What a decision about a conversation is given: the case with all its context, and which conversation it is. */
export interface ConversationContext extends CaseContext {
  readonly case: CaseState;
  /** The roster entry whose conversation with the provider this is. */
  readonly collaboratorId: CollaboratorId;
}
