import { accountDecider, accountStream, type PersonId } from '@konsil/domain';
import type { Directory } from '@konsil/event-store';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, madeBy, made, type Origin, type OriginatedCommand } from '../commands/index.js';
import { DIRECTORY } from '../ports.js';
import type { ProvisionPersonDto } from './dto.js';

/** An administrator adds a person (product.md A1); the e-mail finds who is known already. */
export class ProvisionPerson implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly person: ProvisionPersonDto,
  ) {}
}

@CommandHandler(ProvisionPerson)
export class ProvisionPersonHandler implements ICommandHandler<ProvisionPerson, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  async execute({ origin, person }: ProvisionPerson): Promise<Answer> {
    const found = await this.directory.findOrProvision(person.email, madeBy(origin.commandId, 'person'));
    // The directory keeps what it was given: ids of people.
    const personId = found.personId as PersonId;
    const { name, email, language } = person;
    const outcome = await this.desk.run({
      origin,
      stream: accountStream(personId),
      decider: accountDecider,
      command: { type: 'ProvisionAccount', data: { personId, name, email, language } },
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'administrator' }),
    });
    return made(outcome, { personId });
  }
}
