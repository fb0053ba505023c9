import type { Decider } from '../decider.js';
import type { ConversationContext } from './context.js';
import type { ConversationEvent } from './events.js';
import { markMessagesRead, type MarkMessagesRead, postMessage, type PostMessage } from './messaging.js';
import { type ConversationState, emptyConversation, evolveConversation } from './state.js';

export type ConversationCommand = PostMessage | MarkMessagesRead;

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
  decide: (command, state, context) => {
    switch (command.type) {
      case 'PostMessage':
        return postMessage(command, state, context);
      case 'MarkMessagesRead':
        return markMessagesRead(command, state, context);
    }
  },
};
