import { accountDecider, accountStream, DomainError, notFound, type PersonId } from '@konsil/domain';
import { Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { Aggregates } from '../commands/aggregates.js';
import { PathId, Requires } from '../http/index.js';
import { Identity } from '../identity/index.js';
import { HandsOut } from '../openapi/index.js';
import { RegistrationLink } from './answers.dto.js';

/** Until Konsil writes mails, an administrator hands over the link with which a person completes the registration. */
@ApiTags('people')
@Controller('people/:personId/registration-links')
export class RegistrationLinksController {
  constructor(
    private readonly identity: Identity,
    private readonly aggregates: Aggregates,
  ) {}

  @Post()
  @Requires('administrator')
  @ApiConflictResponse({ description: 'The person has completed the registration.' })
  @HandsOut('A one-time link to choose a password; older ones of the person stop working', RegistrationLink)
  async create(@PathId('personId') personId: PersonId): Promise<RegistrationLink> {
    const { state } = await this.aggregates.load(accountStream(personId), accountDecider);
    if (state.status === 'none') throw notFound();
    // Nobody sets the password of somebody who has one: that would be a way to sign in as them.
    if (state.status === 'registered') {
      throw new DomainError('ACCOUNT.ALREADY_REGISTERED', 'The person has completed the registration.');
    }
    return { link: this.identity.createRegistrationLink(personId) };
  }
}
