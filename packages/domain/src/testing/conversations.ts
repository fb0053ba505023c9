import type { ConversationContext } from '../conversation/context.js';
import type { ConversationEvent } from '../conversation/events.js';
import { type ConversationState, emptyConversation, evolveConversation } from '../conversation/state.js';
import type { Actor } from '../context.js';
import { fold } from '../decider.js';
import type { PersonId } from '../ids.js';
import { aCase, type CaseBuilder, caseId, messageOf } from './cases.js';
import { patientId } from './patients.js';
import { anna, annaId, type Collaborator, luis } from './people.js';
import { by } from './situation.js';

export interface ConversationBuilder {
  /** The next message, `messageOf(1)` the first: Anna's, or somebody's on the collaborator's side. */
  readonly said: (authorId: PersonId, text?: string) => ConversationBuilder;
  readonly readBy: (readerId: PersonId, upTo: number) => ConversationBuilder;
  /** The newest message, for Anna unless somebody else asked. */
  readonly translated: (language: string, personId?: PersonId) => ConversationBuilder;
  readonly and: (...events: readonly ConversationEvent[]) => ConversationBuilder;
  readonly events: readonly ConversationEvent[];
  readonly build: () => ConversationState;
}

/** What Anna and a collaborator have said to each other on her case: nothing so far; Luis by default. */
export const aConversation = ({ collaboratorId }: Collaborator = luis): ConversationBuilder => {
  const of = { caseId, patientId, providerId: annaId, collaboratorId };
  const builder = (events: readonly ConversationEvent[]): ConversationBuilder => {
    const and = (...more: readonly ConversationEvent[]): ConversationBuilder => builder([...events, ...more]);
    const messages = events.filter(({ type }) => type === 'MessagePosted').length;
    return {
      said: (authorId, text = 'Zahn 12?') =>
        and({
          type: 'MessagePosted',
          data: {
            ...of,
            messageId: messageOf(messages + 1),
            authorId,
            side: authorId === annaId ? 'provider' : 'collaborator',
            text,
          },
        }),
      readBy: (readerId, upTo) => and({ type: 'MessagesRead', data: { ...of, readerId, upTo } }),
      translated: (language, personId = annaId) =>
        and({
          type: 'MessageTranslated',
          data: {
            ...of,
            messageId: messageOf(messages),
            language,
            engine: 'libretranslate/1.6',
            text: 'Zahn 12?',
            personId,
          },
        }),
      and,
      events,
      build: () => fold(evolveConversation, emptyConversation, events),
    };
  };
  return builder([]);
};

/** The context of a decision about that conversation: Anna acts, on a case that is shared with the collaborator; see {@link by}. */
export const inConversation = (
  actor: Actor = anna,
  collaborator: Collaborator = luis,
  on: CaseBuilder = aCase().sharedWith(collaborator),
  changes: Parameters<typeof by>[1] = {},
): ConversationContext => ({ ...by(actor, changes), case: on.build(), collaboratorId: collaborator.collaboratorId });
