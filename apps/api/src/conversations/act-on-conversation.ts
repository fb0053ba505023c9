import {
  caseDecider,
  type CaseId,
  caseStream,
  type CollaboratorId,
  type ConversationCommand,
  conversationDecider,
  conversationStream,
} from '@konsil/domain';
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
} from '../commands/index.js';

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
  ) {}

  async execute({ origin, caseId, collaboratorId, act }: ActOnConversation): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: conversationStream(caseId, collaboratorId),
      decider: conversationDecider,
      command: act,
      context: async (_, load) => {
        const ofCase = await load(caseStream(caseId), caseDecider);
        return { ...(await this.contexts.submittedCase(origin, ofCase, load)), case: ofCase, collaboratorId };
      },
      actingAs: (_, context) =>
        actingOn(act.type === 'PostMessage' ? 'post-message' : 'mark-messages-read', context.case, context),
    });
    return act.type === 'PostMessage' ? made(outcome, { messageId: act.data.messageId }) : done(outcome);
  }
}
