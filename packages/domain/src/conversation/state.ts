/** The messages of a provider and one collaborator on one case, without their texts. Rules: product.md E1-E4, B8. */

import type { MessageId, PersonId } from '../ids.js';
import type { ConversationEvent } from './events.js';

type AuthorPage = Readonly<Record<MessageId, PersonId>>;

/** Messages a page holds at the most. */
const PAGE = 64;

export interface ConversationState {
  /** Who wrote which message, in pages: a long conversation is not copied for each message. Ask {@link authorOf}. */
  readonly authors: readonly AuthorPage[];
  /** The log position up to which each reader has read. */
  readonly readUpTo: Readonly<Record<PersonId, number>>;
}

export const emptyConversation: ConversationState = { authors: [], readUpTo: {} };

export const evolveConversation = (state: ConversationState, event: ConversationEvent): ConversationState => {
  switch (event.type) {
    case 'MessagePosted': {
      const { messageId, authorId } = event.data;
      return { ...state, authors: withAuthor(state.authors, messageId, authorId) };
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

/** Who wrote a message of the conversation; `undefined` where it has no such message. */
export const authorOf = ({ authors }: ConversationState, messageId: MessageId): PersonId | undefined =>
  authors.find((page) => messageId in page)?.[messageId];

const withAuthor = (pages: readonly AuthorPage[], messageId: MessageId, authorId: PersonId): readonly AuthorPage[] => {
  const last = pages.at(-1);
  return last === undefined || Object.keys(last).length >= PAGE
    ? [...pages, { [messageId]: authorId }]
    : [...pages.slice(0, -1), { ...last, [messageId]: authorId }];
};
