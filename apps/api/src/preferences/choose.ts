import { accountDecider, accountStream, type PreferenceCommand } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

/** What a person chooses for themself: language, time zone, what they are told of, views of lists (product.md A1, A4, A5). */
export class Choose implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly choice: PreferenceCommand,
  ) {}
}

@CommandHandler(Choose)
export class ChooseHandler implements ICommandHandler<Choose, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, choice }: Choose): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: accountStream(origin.personId),
      decider: accountDecider,
      command: choice,
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'self' }),
    });
    return done(outcome);
  }
}
