/** The messages of one conversation. */

import type { CaseId, CollaboratorId, ConversationSide, MessageId, Personal, PersonId } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { Count, Id, Moment, PersonalText, Place, Shape, Word } from '../openapi/index.js';

const SIDES = { provider: true, collaborator: true } as const satisfies Readonly<Record<ConversationSide, true>>;

const ACTS = {
  message: true,
  'marked-ready': true,
  'declined-by-collaborator': true,
  'sent-back': true,
  declined: true,
  'revision-requested': true,
} as const satisfies Readonly<Record<read.MessageAct, true>>;

export class Message implements read.MessageRow {
  @Id()
  readonly messageId!: MessageId;

  @Place()
  readonly position!: number;

  @Moment()
  readonly recordedAt!: string;

  @Id()
  readonly authorId!: PersonId;

  @Word(SIDES)
  readonly side!: ConversationSide;

  @Word(ACTS, { description: 'Written as a message, or the words of an act' })
  readonly act!: read.MessageAct;

  @Count({ nullable: true })
  readonly setupVersion!: number | null;

  @PersonalText()
  readonly text!: Personal<string>;

  @Id({ nullable: true, description: 'The message that this one corrects' })
  readonly corrects!: MessageId | null;
}

export class Conversation implements read.Conversation {
  @Id()
  readonly caseId!: CaseId;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Shape(Message, { many: true, description: 'Newest first' })
  readonly messages!: readonly Message[];

  @Place({ optional: true, description: '`before` of the page after; absent on the last one' })
  readonly before?: number;

  @Count({ description: 'Messages that the viewer has not read' })
  readonly unread!: number;

  @Place({ description: 'Position up to which the viewer has read; -1: nothing yet' })
  readonly readUpTo!: number;
}

export class MessageMade {
  @Id()
  readonly messageId!: MessageId;
}
