import {
  accountDecider,
  accountStream,
  type OrganisationCommand,
  organisationDecider,
  type OrganisationId,
  organisationStream,
} from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, made, type Origin, type OriginatedCommand } from '../commands/index.js';

/** An administrator registers an organisation or says who works for it (product.md B8). */
export class ChangeOrganisation implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly organisationId: OrganisationId,
    readonly change: OrganisationCommand,
  ) {}
}

@CommandHandler(ChangeOrganisation)
export class ChangeOrganisationHandler implements ICommandHandler<ChangeOrganisation, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, organisationId, change }: ChangeOrganisation): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: organisationStream(organisationId),
      decider: organisationDecider,
      command: change,
      context: async (_, load) => {
        const acting = await this.contexts.acting(origin, load);
        if (change.type !== 'AddMember') return acting;
        return { ...acting, member: await load(accountStream(change.data.personId), accountDecider) };
      },
      actingAs: () => ({ role: 'administrator' }),
      endsAccess: change.type === 'RemoveMember',
    });
    return change.type === 'RegisterOrganisation' ? made(outcome, { organisationId }) : done(outcome);
  }
}
