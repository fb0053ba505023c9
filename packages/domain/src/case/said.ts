/** In whose conversations the words of an act stand. Rules: product.md C6. */

import type { CollaboratorId, MessageId } from '../ids.js';
import type { CaseEvent } from './events/index.js';
import type { SubmittedCase } from './state.js';

/** Words given with an act: a collaborator's in their own conversation, a send-back in the one it names, else in every one. */
export const withWords = (state: SubmittedCase, event: CaseEvent): SubmittedCase => {
  switch (event.type) {
    case 'SetupMarkedReady':
      return event.data.words ? said(state, event.data.words.messageId, event.data.collaboratorId) : state;
    case 'SetupDeclinedByCollaborator':
    case 'SetupSentBack':
      return said(state, event.data.words.messageId, event.data.collaboratorId);
    case 'SetupDeclined':
      return said(state, event.data.words.messageId, 'everyone');
    case 'RevisionRequested':
      return said(state, event.data.words.messageId, event.data.through ?? 'everyone');
    default:
      return state;
  }
};

const said = (state: SubmittedCase, messageId: MessageId, where: CollaboratorId | 'everyone'): SubmittedCase => ({
  ...state,
  words: { ...state.words, [messageId]: where },
});
