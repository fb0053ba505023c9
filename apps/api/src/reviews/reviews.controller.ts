import type { CaseId, MessageId, WordsGiven } from '@konsil/domain';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate, madeBy, type Origin } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, PathVersion, Requires, SignedIn } from '../http/index.js';
import { Does } from '../openapi/index.js';
import { ActOnSetup } from './act-on-setup.js';
import { ApproveSetupDto, DeclineSetupDto, GiveVerdictDto, PublishSetupDto, SendSetupBackDto } from './dto.js';

/** Setups, and what is said of them (product.md C6-C8). */
@ApiTags('reviews')
@Controller('cases/:caseId')
export class ReviewsController {
  constructor(private readonly gate: Gate) {}

  @Post('setups')
  @Requires('lab')
  @Does('The lab publishes a setup version, which voids all verdicts')
  publish(
    @PathId('caseId') caseId: CaseId,
    @Body() { version: setupVersion, occurredAt, viewerUrl }: PublishSetupDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const setup = { setupVersion, occurredAt: new Date(occurredAt).toISOString() };
    const data = viewerUrl === undefined ? setup : { ...setup, viewerUrl };
    return this.gate.execute(new ActOnSetup(this.gate.originOf(request), caseId, { type: 'PublishSetup', data }));
  }

  @Post('setups/:version/verdicts')
  @SignedIn()
  @Does("A collaborator's verdict, with the message in the same save")
  judge(
    @PathId('caseId') caseId: CaseId,
    @PathVersion('version') setupVersion: number,
    @Body() { verdict, message, collaboratorId }: GiveVerdictDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const through = collaboratorId === undefined ? {} : { collaboratorId };
    if (verdict === 'declined') {
      const words = wordsOf(origin, message ?? '');
      const data = { setupVersion, words, ...through };
      return this.gate.execute(new ActOnSetup(origin, caseId, { type: 'DeclineSetup', data }));
    }
    const words = message === undefined ? {} : { words: wordsOf(origin, message) };
    const data = { setupVersion, ...words, ...through };
    return this.gate.execute(new ActOnSetup(origin, caseId, { type: 'MarkSetupReady', data }));
  }

  @Post('setups/:version/decline')
  @SignedIn()
  @Does('The provider declines; the version is closed for all')
  decline(
    @PathId('caseId') caseId: CaseId,
    @PathVersion('version') setupVersion: number,
    @Body() { message }: DeclineSetupDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const data = { setupVersion, words: wordsOf(origin, message) };
    return this.gate.execute(new ActOnSetup(origin, caseId, { type: 'DeclineSetup', data }));
  }

  @Post('setups/:version/send-back')
  @SignedIn()
  @Does('The provider sends a version back to one collaborator, with a reason')
  sendBack(
    @PathId('caseId') caseId: CaseId,
    @PathVersion('version') setupVersion: number,
    @Body() { collaboratorId, message }: SendSetupBackDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const data = { setupVersion, collaboratorId, words: wordsOf(origin, message) };
    return this.gate.execute(new ActOnSetup(origin, caseId, { type: 'SendSetupBack', data }));
  }

  @Post('setups/:version/approval')
  @SignedIn()
  @Does('The provider approves a version and picks the case type')
  approve(
    @PathId('caseId') caseId: CaseId,
    @PathVersion('version') setupVersion: number,
    @Body() { caseType }: ApproveSetupDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const data = { setupVersion, caseType };
    return this.gate.execute(new ActOnSetup(this.gate.originOf(request), caseId, { type: 'ApproveSetup', data }));
  }

  @Post('closure')
  @SignedIn()
  @Does('The provider closes the case; it is archived for all')
  close(@PathId('caseId') caseId: CaseId, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new ActOnSetup(this.gate.originOf(request), caseId, { type: 'CloseCase', data: {} }));
  }
}

const wordsOf = ({ commandId }: Origin, text: string): WordsGiven => ({
  messageId: madeBy<MessageId>(commandId, 'message'),
  text,
});
