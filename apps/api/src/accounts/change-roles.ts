import { accountDecider, accountStream, type AccountCommand, type PersonId } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

type RoleChange = Extract<AccountCommand, { type: 'GrantRole' | 'RevokeRole' | 'AppointAuditor' }>;

/** An administrator gives or takes a role, or appoints an auditor (product.md A1). */
export class ChangeRoles implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly personId: PersonId,
    readonly change: RoleChange,
  ) {}
}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, personId, change }: ChangeRoles): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: accountStream(personId),
      decider: accountDecider,
      command: change,
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'administrator' }),
      endsAccess: change.type === 'RevokeRole' || change.type === 'AppointAuditor',
    });
    return done(outcome);
  }
}
