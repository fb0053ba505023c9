import { type Act, type CaseCommand, caseDecider, type CaseId, caseStream, type CollaboratorId } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { actingOn, type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

/** Which question of the permission matrix an act asks. */
const asks = {
  PublishSetup: 'publish-setup',
  MarkSetupReady: 'mark-setup-ready',
  DeclineSetup: 'decline-setup',
  SendSetupBack: 'send-setup-back',
  ApproveSetup: 'approve-setup',
  CloseCase: 'close-case',
} as const satisfies Partial<Record<CaseCommand['type'], Act>>;

type SetupAct = Extract<CaseCommand, { type: keyof typeof asks }>;

/** Whoever does something with a setup, or ends the case: lab, collaborator or provider (product.md C6-C8, D2). */
export class ActOnSetup implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly caseId: CaseId,
    readonly act: SetupAct,
  ) {}
}

@CommandHandler(ActOnSetup)
export class ActOnSetupHandler implements ICommandHandler<ActOnSetup, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, caseId, act }: ActOnSetup): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: caseStream(caseId),
      decider: caseDecider,
      command: act,
      context: (state, load) => this.contexts.submittedCase(origin, state, load),
      actingAs: (state, context) => actingOn(asks[act.type], state, context, entryIn(act)),
      // A grant can end with the approval (C4).
      endsAccess: act.type === 'ApproveSetup',
    });
    return done(outcome);
  }
}

/** Through which entry of the roster somebody judges, where they say so. */
const entryIn = (act: SetupAct): CollaboratorId | undefined =>
  act.type === 'MarkSetupReady' || act.type === 'DeclineSetup' ? act.data.collaboratorId : undefined;
