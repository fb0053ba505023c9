/** The messages of a provider and one collaborator on one case, without their texts. Rules: product.md E1-E4, B8. */

import type { MessageId, PersonId } from '../ids.js';
import type { ConversationEvent } from './events.js';

export interface ConversationState {
  /** Who wrote which message. */
  readonly authors: Readonly<Record<MessageId, PersonId>>;
  /** The log position up to which each reader has read. */
  readonly readUpTo: Readonly<Record<PersonId, number>>;
}

export const emptyConversation: ConversationState = { authors: {}, readUpTo: {} };

export const evolveConversation = (state: ConversationState, event: ConversationEvent): ConversationState => {
  switch (event.type) {
    case 'MessagePosted': {
      const { messageId, authorId } = event.data;
      return { ...state, authors: { ...state.authors, [messageId]: authorId } };
    }
    case 'MessagesRead': {
      const { readerId, upTo } = event.data;
      const furthest = Math.max(upTo, state.readUpTo[readerId] ?? upTo);
      return { ...state, readUpTo: { ...state.readUpTo, [readerId]: furthest } };
    }
    default:
      return state;
  }
};
