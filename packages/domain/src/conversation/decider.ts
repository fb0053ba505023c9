import { type Decider, decideWith } from '../decider.js';
import type { ConversationContext } from './context.js';
import type { ConversationEvent } from './events.js';
import { markMessagesRead, type MarkMessagesRead, postMessage, type PostMessage } from './messaging.js';
import { type ConversationState, emptyConversation, evolveConversation } from './state.js';
import { recordTranslation, type RecordTranslation } from './translating.js';

export type ConversationCommand = PostMessage | MarkMessagesRead | RecordTranslation;

/** The messages of a provider and one collaborator on one case (product.md E). */
export const conversationDecider: Decider<
  ConversationState,
  ConversationCommand,
  ConversationEvent,
  ConversationContext
> = {
  category: 'conversation',
  initial: emptyConversation,
  evolve: evolveConversation,
  decide: decideWith({
    PostMessage: postMessage,
    MarkMessagesRead: markMessagesRead,
    RecordTranslation: recordTranslation,
  }),
};
