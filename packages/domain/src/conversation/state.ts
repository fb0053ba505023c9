/** The messages of a provider and one collaborator on one case, without their texts. Rules: product.md E1-E4, B8. */

import type { MessageId, PersonId } from '../ids.js';
import type { ConversationEvent } from './events.js';

/** Who wrote which messages: found by id. */
type AuthorPage = ReadonlyMap<MessageId, PersonId>;

/** Messages that fill a page: the newest are copied, and looked through, for each message. */
const PAGE = 16;

export interface ConversationState {
  /** Who wrote which message, in pages: a long conversation is not copied for each message. Ask {@link authorOf}. */
  readonly authors: readonly AuthorPage[];
  /** The same of the newest messages, which do not fill a page yet; oldest first. */
  readonly newest: readonly (readonly [MessageId, PersonId])[];
  /** The log position up to which each reader has read. */
  readonly readUpTo: Readonly<Record<PersonId, number>>;
  /** Into which languages, by which engines, each message was translated; the texts are not here. */
  readonly translations: Readonly<Record<MessageId, readonly Translation[]>>;
}

export interface Translation {
  /** As BCP 47 in its canonical form: `de`, `pt-BR`. */
  readonly language: string;
  readonly engine: string;
}

export const emptyConversation: ConversationState = { authors: [], newest: [], readUpTo: {}, translations: {} };

export const evolveConversation = (state: ConversationState, event: ConversationEvent): ConversationState => {
  switch (event.type) {
    case 'MessagePosted': {
      const { messageId, authorId } = event.data;
      return withAuthor(state, messageId, authorId);
    }
    case 'MessagesRead': {
      const { readerId, upTo } = event.data;
      const furthest = Math.max(upTo, state.readUpTo[readerId] ?? upTo);
      return { ...state, readUpTo: { ...state.readUpTo, [readerId]: furthest } };
    }
    case 'MessageTranslated': {
      const { messageId, language, engine } = event.data;
      const known = translationsOf(state, messageId);
      return { ...state, translations: { ...state.translations, [messageId]: [...known, { language, engine }] } };
    }
    default:
      return state;
  }
};

/** Which translations of a message, or of the words of an act, have been recorded. */
export const translationsOf = ({ translations }: ConversationState, messageId: MessageId): readonly Translation[] =>
  (Object.hasOwn(translations, messageId) ? translations[messageId] : undefined) ?? [];

/** Who wrote a message of the conversation; `undefined` where it has no such message. */
export const authorOf = ({ authors, newest }: ConversationState, messageId: MessageId): PersonId | undefined => {
  for (const message of newest) if (message[0] === messageId) return message[1];
  for (const page of authors) {
    const author = page.get(messageId);
    if (author !== undefined) return author;
  }
  return undefined;
};

const withAuthor = (state: ConversationState, messageId: MessageId, authorId: PersonId): ConversationState => {
  const newest = [...state.newest, [messageId, authorId] as const];
  return newest.length < PAGE
    ? { ...state, newest }
    : { ...state, authors: withPage(state.authors, new Map(newest)), newest: [] };
};

/** Pages of one size become one of twice the size, so that few are looked into however long the conversation is. */
const withPage = (pages: readonly AuthorPage[], page: AuthorPage): readonly AuthorPage[] => {
  const before = pages.at(-1);
  return before === undefined || before.size > page.size
    ? [...pages, page]
    : withPage(pages.slice(0, -1), new Map([...before, ...page]));
};
