import { accountDecider, accountStream, type PracticeId } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, made, madeBy, type Origin, type OriginatedCommand } from '../commands/index.js';

/** A person opens a practice and is a provider from then on (product.md A1). */
export class OpenPractice implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly name: string,
  ) {}
}

@CommandHandler(OpenPractice)
export class OpenPracticeHandler implements ICommandHandler<OpenPractice, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, name }: OpenPractice): Promise<Answer> {
    const practiceId = madeBy<PracticeId>(origin.commandId, 'practice');
    const outcome = await this.desk.run({
      origin,
      stream: accountStream(origin.personId),
      decider: accountDecider,
      command: { type: 'OpenPractice', data: { practiceId, name } },
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'self' }),
    });
    return made(outcome, { practiceId });
  }
}
