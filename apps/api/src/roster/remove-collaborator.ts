import { type CollaboratorId, DomainError, notFound, rosterDecider, rosterStream } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

/** Ends every access of a collaborator at once; history stays (product.md B6). */
export class RemoveCollaborator implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly collaboratorId: CollaboratorId,
  ) {}
}

@CommandHandler(RemoveCollaborator)
export class RemoveCollaboratorHandler implements ICommandHandler<RemoveCollaborator, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, collaboratorId }: RemoveCollaborator): Promise<Answer> {
    try {
      const outcome = await this.desk.run({
        origin,
        stream: rosterStream(origin.personId),
        decider: rosterDecider,
        command: { type: 'RemoveCollaborator', data: { collaboratorId } },
        context: (_, load) => this.contexts.roster(origin, load),
        actingAs: () => ({ role: 'provider' }),
        endsAccess: true,
      });
      return done(outcome);
    } catch (error) {
      throw isUnknown(error) ? notFound() : error;
    }
  }
}

/** The entry stands in the address here: one that is not in the roster is a thing that is not there. */
const isUnknown = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'ROSTER.COLLABORATOR_UNKNOWN';
