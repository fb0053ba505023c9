import type { PersonId } from '@konsil/domain';
import { Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, Requires } from '../http/index.js';
import { Makes } from '../openapi/index.js';
import { RegistrationLink } from './answers.dto.js';
import { HandOutLink } from './hand-out-link.js';

/** Until Konsil writes mails, an administrator hands over the link with which a person completes the registration. */
@ApiTags('people')
@Controller('people/:personId/registration-links')
export class RegistrationLinksController {
  constructor(private readonly gate: Gate) {}

  @Post()
  @Requires('administrator')
  @ApiConflictResponse({ description: 'The person has completed the registration.' })
  @Makes('A one-time link to choose a password; older ones of the person stop working', RegistrationLink)
  create(@PathId('personId') personId: PersonId, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new HandOutLink(this.gate.originOf(request), personId));
  }
}
