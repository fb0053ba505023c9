import {
  caseDecider,
  type CaseId,
  caseStream,
  type CollaboratorId,
  type ConversationCommand,
  type ConversationContext,
  conversationDecider,
  conversationStream,
  DomainError,
} from '@konsil/domain';
import type { EventStore } from '@konsil/event-store';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  actingOn,
  type Answer,
  Contexts,
  Desk,
  done,
  made,
  type Origin,
  type OriginatedCommand,
  soon,
} from '../commands/index.js';
import { EVENT_STORE } from '../ports.js';

/** Which question of the permission matrix an act asks. */
const asks = {
  PostMessage: 'post-message',
  MarkMessagesRead: 'mark-messages-read',
  RecordTranslation: 'translate-message',
} as const;

/** Posting a message, or marking messages as read (product.md E1, E2, E4). */
export class ActOnConversation implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly caseId: CaseId,
    readonly collaboratorId: CollaboratorId,
    readonly act: ConversationCommand,
  ) {}
}

@CommandHandler(ActOnConversation)
export class ActOnConversationHandler implements ICommandHandler<ActOnConversation, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ origin, caseId, collaboratorId, act }: ActOnConversation): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: conversationStream(caseId, collaboratorId),
      decider: conversationDecider,
      command: act,
      context: (_, load) =>
        soon(load(caseStream(caseId), caseDecider), (ofCase) =>
          soon(this.contexts.submittedCase(origin, ofCase, load), (inCase) => {
            const context = { ...inCase, case: ofCase, collaboratorId };
            return act.type === 'MarkMessagesRead'
              ? this.demandWritten(act.data.upTo, context).then(() => context)
              : context;
          }),
        ),
      actingAs: (_, context) => actingOn(asks[act.type], context.case, context),
    });
    return act.type === 'PostMessage' ? made(outcome, { messageId: act.data.messageId }) : done(outcome);
  }

  /** Nobody reads ahead: a mark beyond the log's end would hide messages that are still to come. */
  private async demandWritten(upTo: number, context: ConversationContext): Promise<void> {
    // Who may not read here learns nothing, not even where the log ends.
    actingOn(asks.MarkMessagesRead, context.case, context);
    if (upTo > (await this.store.headPosition()))
      throw new DomainError('CONVERSATION.POSITION_INVALID', 'The log does not reach this far.');
  }
}
