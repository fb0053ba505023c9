import { type CaseCommand, caseDecider, type CaseId, caseStream } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { actingOn, type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

type SharingChange = Extract<CaseCommand, { type: 'ChangeSharing' }>['data'];

/** The pop-up's Save: shares a case with some and ends it for others, all or nothing (product.md C1, C4, G2). */
export class ChangeSharing implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly caseId: CaseId,
    readonly change: SharingChange,
  ) {}
}

@CommandHandler(ChangeSharing)
export class ChangeSharingHandler implements ICommandHandler<ChangeSharing, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, caseId, change }: ChangeSharing): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: caseStream(caseId),
      decider: caseDecider,
      command: { type: 'ChangeSharing', data: change },
      context: (state, load) => this.contexts.submittedCase(origin, state, load),
      actingAs: (state, context) => actingOn('change-sharing', state, context),
      endsAccess: change.remove.length > 0,
    });
    return done(outcome);
  }
}
