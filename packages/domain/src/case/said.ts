/** In whose conversations the words of an act stand, and whether they are for the lab too. Rules: product.md C6. */

import type { MessageId } from '../ids.js';
import type { CaseEvent } from './events/index.js';
import type { SubmittedCase, WordsSaid } from './state.js';

/** Words given with an act: a collaborator's in their own conversation, a send-back in the one it names, else in every one. */
export const withWords = (state: SubmittedCase, event: CaseEvent): SubmittedCase => {
  switch (event.type) {
    case 'SetupMarkedReady': {
      const { words, collaboratorId } = event.data;
      return words ? said(state, words.messageId, { in: collaboratorId, toLab: false }) : state;
    }
    case 'SetupDeclinedByCollaborator':
      return said(state, event.data.words.messageId, { in: event.data.collaboratorId, toLab: true });
    case 'SetupSentBack':
      return said(state, event.data.words.messageId, { in: event.data.collaboratorId, toLab: false });
    case 'SetupDeclined':
      return said(state, event.data.words.messageId, { in: 'everyone', toLab: true });
    case 'RevisionRequested':
      return said(state, event.data.words.messageId, { in: event.data.through ?? 'everyone', toLab: true });
    default:
      return state;
  }
};

const said = (state: SubmittedCase, messageId: MessageId, words: WordsSaid): SubmittedCase => ({
  ...state,
  words: { ...state.words, [messageId]: words },
});
