/** Posting and reading messages. Rules: product.md E1, E2, E4, C6. */

import { demandAllowed, demandEverShared, demandShared, ofCase } from '../case/allowed.js';
import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import type { MessageId } from '../ids.js';
import { demandText } from '../text.js';
import type { ConversationContext } from './context.js';
import { demandDisclosable } from './disclosing.js';
import type { ConversationEvent } from './events.js';
import { authorOf, type ConversationState } from './state.js';

export type PostMessage = Command<
  'PostMessage',
  {
    readonly messageId: MessageId;
    readonly text: string;
    /**
     * The author's own earlier message of this conversation that this one corrects. Not the words of an act: they belong to it,
     * and another act corrects it.
     */
    readonly corrects?: MessageId;
  }
>;

/** `upTo`: a log position; everything up to it has been read by the actor. */
export type MarkMessagesRead = Command<'MarkMessagesRead', { readonly upTo: number }>;

/** By the provider or the collaborator; the provider may write before the invitation is accepted (B5). */
export const postMessage = (
  command: PostMessage,
  state: ConversationState,
  context: ConversationContext,
): readonly ConversationEvent[] => {
  const { collaboratorId } = context;
  const { on, person, standing } = demandAllowed('post-message', context.case, context, collaboratorId);
  const { messageId, text, corrects } = command.data;
  demandShared(on, context, collaboratorId);
  const author = authorOf(state, messageId);
  if (author === person.personId) return [];
  if (author !== undefined || Object.hasOwn(on.words, messageId)) {
    throw new DomainError('CONVERSATION.MESSAGE_ID_TAKEN', 'Another message has this id.', { messageId });
  }
  if (corrects !== undefined && authorOf(state, corrects) !== person.personId) {
    throw new DomainError('CONVERSATION.CORRECTED_UNKNOWN', 'Only an own message can be corrected.', { corrects });
  }
  demandText(text, 'CONVERSATION.TEXT_MISSING', 'A message has words.');
  demandDisclosable(context.patient);
  return [
    {
      type: 'MessagePosted',
      data: {
        ...ofCase(on),
        collaboratorId,
        messageId,
        authorId: person.personId,
        side: standing.as === 'provider' ? 'provider' : 'collaborator',
        text,
        ...(corrects !== undefined && { corrects }),
      },
    },
  ];
};

/** A mark never moves back; also on archived cases, and after the case is no longer shared. */
export const markMessagesRead = (
  command: MarkMessagesRead,
  state: ConversationState,
  context: ConversationContext,
): readonly ConversationEvent[] => {
  const { collaboratorId } = context;
  const { on, person } = demandAllowed('mark-messages-read', context.case, context, collaboratorId);
  const { upTo } = command.data;
  demandEverShared(on, context, collaboratorId);
  if (!Number.isSafeInteger(upTo) || upTo < 0) {
    throw new DomainError('CONVERSATION.POSITION_INVALID', 'This is no position of the log.');
  }
  if (upTo <= (state.readUpTo[person.personId] ?? -1)) return [];
  return [{ type: 'MessagesRead', data: { ...ofCase(on), collaboratorId, readerId: person.personId, upTo } }];
};
