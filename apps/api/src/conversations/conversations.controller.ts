import { type CaseId, type CollaboratorId, type MessageId, notFound, type PersonId } from '@konsil/domain';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate, madeBy } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, Person, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers, Does, Makes } from '../openapi/index.js';
import { ActOnConversation } from './act-on-conversation.js';
import { Conversation, MessageMade } from './answers.dto.js';
import { MarkMessagesReadDto, MessagesQueryDto, PostMessageDto } from './dto.js';

/** The messages between the provider and one collaborator on one case (product.md E). */
@ApiTags('conversations')
@Controller('cases/:caseId/conversations/:collaboratorId')
export class ConversationsController {
  constructor(
    private readonly gate: Gate,
    private readonly reads: Reads,
  ) {}

  @Get('messages')
  @SignedIn()
  @Answers('The conversation, newest first; words given with verdicts are part of it', Conversation)
  async history(
    @PathId('caseId') caseId: CaseId,
    @PathId('collaboratorId') collaboratorId: CollaboratorId,
    @Query() { before, limit }: MessagesQueryDto,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
  ): Promise<Conversation> {
    const asking = await this.reads.asking(viewer, waitFor);
    const paging = { ...(before !== undefined && { before }), ...(limit !== undefined && { limit }) };
    const conversation = await this.reads.queries.conversation(asking, caseId, collaboratorId, paging);
    if (conversation === undefined) throw notFound();
    return conversation;
  }

  @Post('messages')
  @SignedIn()
  @Makes('Post a message', MessageMade)
  post(
    @PathId('caseId') caseId: CaseId,
    @PathId('collaboratorId') collaboratorId: CollaboratorId,
    @Body() { text, corrects }: PostMessageDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const message = { messageId: madeBy<MessageId>(origin.commandId, 'message'), text };
    const data = corrects === undefined ? message : { ...message, corrects };
    return this.gate.execute(new ActOnConversation(origin, caseId, collaboratorId, { type: 'PostMessage', data }));
  }

  @Post('reads')
  @SignedIn()
  @Does('Mark everything up to a log position as read')
  markRead(
    @PathId('caseId') caseId: CaseId,
    @PathId('collaboratorId') collaboratorId: CollaboratorId,
    @Body() { upTo }: MarkMessagesReadDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    return this.gate.execute(
      new ActOnConversation(origin, caseId, collaboratorId, { type: 'MarkMessagesRead', data: { upTo } }),
    );
  }
}
