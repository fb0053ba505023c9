import {
  accountDecider,
  accountStream,
  type CollaboratorId,
  DomainError,
  type InvitationId,
  type Language,
  type PersonId,
  type RecipientId,
  rosterDecider,
  rosterStream,
} from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, made, madeBy, type Origin, type OriginatedCommand } from '../commands/index.js';
import { type PersonToProvision, provisioned, Provisioning } from '../accounts/provisioning.js';
import { AccountRegistrations } from '../accounts/registrations.js';
import type { AddCollaboratorDto } from './dto.js';

/** A provider adds a person by e-mail, or a planning service, and invites them (product.md B2-B4, B7). */
export class AddCollaborator implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly collaborator: AddCollaboratorDto,
  ) {}
}

@CommandHandler(AddCollaborator)
export class AddCollaboratorHandler implements ICommandHandler<AddCollaborator, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    private readonly provisioning: Provisioning,
    private readonly registrations: AccountRegistrations,
  ) {}

  async execute({ origin, collaborator }: AddCollaborator): Promise<Answer> {
    const { organisationId } = collaborator;
    const seen = await this.desk.hasSeen(origin, rosterStream(origin.personId), rosterDecider);
    const recipientId: RecipientId = organisationId ?? (await this.personFor(origin, collaborator, seen));
    const outcome = await this.desk.run({
      ...this.task(origin, collaborator, recipientId),
      context: async (_, load) =>
        this.contexts.roster(
          origin,
          load,
          organisationId === undefined
            ? await this.contexts.person(recipientId as PersonId, load)
            : await this.contexts.organisation(organisationId, load),
        ),
      actingAs: () => ({ role: 'provider' }),
    });
    const [added] = outcome.events;
    const { collaboratorId, invitationId } = idsMadeBy(origin);
    const recorded = added?.type === 'CollaboratorAdded' ? added.data.recipientId : recipientId;
    return made(outcome, { collaboratorId, recipientId: recorded, invitationId });
  }

  private task(origin: Origin, { kind, permissions }: AddCollaboratorDto, recipientId: RecipientId) {
    const data = { ...idsMadeBy(origin), recipientId, recipientKind: kind, permissions };
    return {
      origin,
      stream: rosterStream(origin.personId),
      decider: rosterDecider,
      command: { type: 'AddCollaborator', data },
    } as const;
  }

  /** The known person with this address, or a new one who is provisioned with the data given. */
  private async personFor(origin: Origin, collaborator: AddCollaboratorDto, seen: boolean): Promise<PersonId> {
    const { email = '', name } = collaborator;
    const { personId, isKnown } = await this.provisioning.idFor(origin, email);
    if (seen || (name === undefined && isKnown)) return personId;
    if (name === undefined) {
      throw new DomainError('ROSTER.NAME_MISSING', 'Nobody is known under this e-mail address: give the name too.');
    }
    const language = collaborator.language ?? (await this.languageOf(origin.personId));
    const person = { email, name, language };
    await this.rehearse(origin, collaborator, personId, person);
    return (await this.provisioning.provision(origin, person, 'provider')).personId;
  }

  /** Who names no language means the own one. */
  private async languageOf(provider: PersonId): Promise<Language> {
    return (await this.registrations.cardOf(provider))?.language ?? 'en';
  }

  /** A refusal comes before anybody is provisioned. */
  private rehearse(
    origin: Origin,
    collaborator: AddCollaboratorDto,
    personId: PersonId,
    person: PersonToProvision,
  ): Promise<void> {
    return this.desk.rehearse({
      ...this.task(origin, collaborator, personId),
      context: async (_, load) => {
        const there = await load(accountStream(personId), accountDecider);
        const account = there.status === 'none' ? provisioned(personId, person) : there;
        return this.contexts.roster(origin, load, { of: 'person', account });
      },
    });
  }
}

const idsMadeBy = ({ commandId }: Origin) => ({
  collaboratorId: madeBy<CollaboratorId>(commandId, 'collaborator'),
  invitationId: madeBy<InvitationId>(commandId, 'invitation'),
});
