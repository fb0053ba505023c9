import {
  type AccountEvent,
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
import type { Directory } from '@konsil/event-store';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Answer,
  Contexts,
  Desk,
  made,
  madeBy,
  onTheWay,
  type Origin,
  type OriginatedCommand,
} from '../commands/index.js';
import { AccountRegistrations } from '../accounts/registrations.js';
import { DIRECTORY } from '../ports.js';
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
    @Inject(DIRECTORY) private readonly directory: Directory,
    private readonly registrations: AccountRegistrations,
  ) {}

  async execute({ origin, collaborator }: AddCollaborator): Promise<Answer> {
    const { organisationId } = collaborator;
    const recipientId: RecipientId = organisationId ?? (await this.personFor(origin, collaborator));
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
    const { collaboratorId, invitationId } = idsMadeBy(origin);
    return made(outcome, { collaboratorId, recipientId, invitationId });
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
  private async personFor(origin: Origin, collaborator: AddCollaboratorDto): Promise<PersonId> {
    const { email = '', name } = collaborator;
    const known = (await this.directory.find(email)) as PersonId | undefined;
    if (name === undefined && known !== undefined) return known;
    if (name === undefined) {
      throw new DomainError('ROSTER.NAME_MISSING', 'Nobody is known under this e-mail address: give the name too.');
    }
    const language = collaborator.language ?? (await this.languageOf(origin.personId));
    const newId = madeBy<PersonId>(origin.commandId, 'person');
    if (known === undefined) await this.rehearse(origin, collaborator, newId, { email, name, language });
    const personId = (await this.directory.findOrProvision(email, newId)).personId as PersonId;
    await this.desk.run({
      origin: onTheWay(origin),
      stream: accountStream(personId),
      decider: accountDecider,
      command: { type: 'ProvisionAccount', data: { personId, email, name, language } },
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'provider' }),
    });
    return personId;
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
    person: Person,
  ): Promise<void> {
    const event: AccountEvent = { type: 'AccountProvisioned', data: { personId, ...person } };
    const account = accountDecider.evolve(accountDecider.initial, event);
    return this.desk.rehearse({
      ...this.task(origin, collaborator, personId),
      context: (_, load) => this.contexts.roster(origin, load, { of: 'person', account }),
    });
  }
}

interface Person {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

const idsMadeBy = ({ commandId }: Origin) => ({
  collaboratorId: madeBy<CollaboratorId>(commandId, 'collaborator'),
  invitationId: madeBy<InvitationId>(commandId, 'invitation'),
});
