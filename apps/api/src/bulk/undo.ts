import { bulkDecider, type BulkId, bulkStream } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

/** Takes back, as one act, every share that is still as an act made it; a rule carries it out (product.md C2). */
export class UndoBulkShare implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly bulkId: BulkId,
  ) {}
}

@CommandHandler(UndoBulkShare)
export class UndoBulkShareHandler implements ICommandHandler<UndoBulkShare, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, bulkId }: UndoBulkShare): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: bulkStream(bulkId),
      decider: bulkDecider,
      command: { type: 'UndoBulkSharing', data: {} },
      context: (_, load) => this.contexts.bulk(origin, load),
      actingAs: () => ({ role: 'provider' }),
    });
    return done(outcome);
  }
}
