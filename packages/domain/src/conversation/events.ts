/** What is recorded of the messages between a provider and one collaborator on one case. Rules: product.md E1-E4. */

import type { CaseId, CollaboratorId, MessageId, PatientId, PersonId, ProviderId } from '../ids.js';
import type { Personal } from '../personal.js';

interface OfConversation {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
}

export type ConversationSide = 'provider' | 'collaborator';

export type ConversationEvent =
  | {
      readonly type: 'MessagePosted';
      readonly data: OfConversation & {
        readonly messageId: MessageId;
        readonly authorId: PersonId;
        readonly side: ConversationSide;
        readonly text: Personal<string>;
        /** The message that this one corrects (E4). */
        readonly corrects?: MessageId;
      };
    }
  | {
      readonly type: 'MessagesRead';
      readonly data: OfConversation & {
        readonly readerId: PersonId;
        /** Everything up to this log position has been read by the reader. */
        readonly upTo: number;
      };
    }
  | {
      readonly type: 'MessageTranslated';
      readonly data: OfConversation & {
        /** A message, or the words of an act that stand in this conversation. */
        readonly messageId: MessageId;
        /** Into which language, as BCP 47: `de`, `pt-BR`. */
        readonly language: string;
        /** Who was given the text: name and version of the engine. */
        readonly engine: string;
        readonly text: Personal<string>;
        /** Who asked for it. */
        readonly personId: PersonId;
      };
    };
