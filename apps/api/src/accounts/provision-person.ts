import { accountDecider, accountStream } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Desk, made, madeBy, type Origin, type OriginatedCommand } from '../commands/index.js';
import type { ProvisionPersonDto } from './dto.js';
import { Provisioning } from './provisioning.js';

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
    private readonly provisioning: Provisioning,
  ) {}

  async execute({ origin, person }: ProvisionPerson): Promise<Answer> {
    // Another address under the same key would be another stream: ask the one that this key has made.
    await this.desk.hasSeen(origin, accountStream(madeBy(origin.commandId, 'person')), accountDecider);
    const { personId, outcome } = await this.provisioning.provision(origin, person, 'administrator');
    return made(outcome, { personId });
  }
}
