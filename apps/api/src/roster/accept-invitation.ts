import {
  type CollaboratorId,
  type OrganisationId,
  type ProviderId,
  type Recipient,
  rosterDecider,
  rosterStream,
  type RosterState,
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

/** The invited person, or a member of the invited organisation, accepts (product.md B4, B7, B8). */
export class AcceptInvitation implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly providerId: ProviderId,
    readonly collaboratorId: CollaboratorId,
  ) {}
}

@CommandHandler(AcceptInvitation)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitation, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, providerId, collaboratorId }: AcceptInvitation): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: rosterStream(providerId),
      decider: rosterDecider,
      command: { type: 'AcceptInvitation', data: { collaboratorId } },
      context: async (state, load) =>
        this.contexts.roster(origin, load, await this.recipient(origin, state, collaboratorId, load)),
      actingAs: (state) => {
        const entry = state.entries[collaboratorId];
        return entry?.recipientKind === 'treatment-planning-service'
          ? { role: 'collaborator', onBehalfOf: entry.recipientId }
          : { role: 'collaborator' };
      },
    });
    return done(outcome, { providerId, collaboratorId });
  }

  private recipient(
    origin: Origin,
    roster: RosterState,
    collaboratorId: CollaboratorId,
    load: Load,
  ): Promise<Recipient> {
    const entry = roster.entries[collaboratorId];
    return entry?.recipientKind === 'treatment-planning-service'
      ? this.contexts.organisation(entry.recipientId as OrganisationId, load)
      : this.contexts.person(origin.personId, load);
  }
}
