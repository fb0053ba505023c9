import {
  accountDecider,
  accountStream,
  type AccountCommand,
  type AccountState,
  type PersonId,
  type ProviderId,
} from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Answer,
  Contexts,
  Desk,
  done,
  type Load,
  type Origin,
  type OriginatedCommand,
} from '../commands/index.js';

type RoleChange = Extract<AccountCommand, { type: 'GrantRole' | 'RevokeRole' | 'AppointAuditor' | 'DismissAuditor' }>;

/** An administrator gives or takes a role, appoints or dismisses an auditor (product.md A1). */
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
      context: async (_, load) => ({
        ...(await this.contexts.acting(origin, load)),
        providers: await providersIn(change, load),
      }),
      actingAs: () => ({ role: 'administrator' }),
      endsAccess: change.type !== 'GrantRole',
    });
    return done(outcome);
  }
}

/** Those whose cases the auditor is to read. */
const providersIn = async (change: RoleChange, load: Load): Promise<ReadonlyMap<ProviderId, AccountState>> => {
  const ids =
    change.type === 'AppointAuditor' && change.data.scope.of === 'providers' ? change.data.scope.providerIds : [];
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await load(accountStream(id), accountDecider)] as const)),
  );
};
