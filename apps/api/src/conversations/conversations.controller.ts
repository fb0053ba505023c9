import { type CaseId, type CollaboratorId, type MessageId, notFound, type PersonId } from '@konsil/domain';
import type { Conversation } from '@konsil/projections';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate, madeBy } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, Person, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { ActOnConversation } from './act-on-conversation.js';
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
  @ApiOperation({ summary: 'The conversation, newest first; words given with verdicts are part of it' })
  async history(
    @Param('caseId', ParseUUIDPipe) caseId: CaseId,
    @Param('collaboratorId', ParseUUIDPipe) collaboratorId: CollaboratorId,
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
  @ApiOperation({ summary: 'Post a message' })
  post(
    @Param('caseId', ParseUUIDPipe) caseId: CaseId,
    @Param('collaboratorId', ParseUUIDPipe) collaboratorId: CollaboratorId,
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
  @ApiOperation({ summary: 'Mark everything up to a log position as read' })
  markRead(
    @Param('caseId', ParseUUIDPipe) caseId: CaseId,
    @Param('collaboratorId', ParseUUIDPipe) collaboratorId: CollaboratorId,
    @Body() { upTo }: MarkMessagesReadDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    return this.gate.execute(
      new ActOnConversation(origin, caseId, collaboratorId, { type: 'MarkMessagesRead', data: { upTo } }),
    );
  }
}
