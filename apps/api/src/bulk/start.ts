import { bulkDecider, type BulkId, bulkStream, type CaseId, type ShareWith } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, made, madeBy, type Origin, type OriginatedCommand } from '../commands/index.js';

/** Shares exactly the cases that a preview showed with one collaborator; a rule carries it out (product.md C2). */
export class StartBulkShare implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly share: ShareWith,
    readonly caseIds: readonly CaseId[],
  ) {}
}

@CommandHandler(StartBulkShare)
export class StartBulkShareHandler implements ICommandHandler<StartBulkShare, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, share, caseIds }: StartBulkShare): Promise<Answer> {
    const bulkId = madeBy<BulkId>(origin.commandId, 'bulk');
    const outcome = await this.desk.run({
      origin,
      stream: bulkStream(bulkId),
      decider: bulkDecider,
      command: { type: 'StartBulkSharing', data: { ...share, bulkId, caseIds } },
      context: (_, load) => this.contexts.bulk(origin, load),
      actingAs: () => ({ role: 'provider' }),
    });
    return made(outcome, { bulkId });
  }
}
