import type { OrganisationId, PersonId } from '@konsil/domain';
import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate, madeBy } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, Requires } from '../http/index.js';
import { Does, Makes } from '../openapi/index.js';
import { OrganisationMade } from './answers.dto.js';
import { ChangeOrganisation } from './change-organisation.js';
import { AddMemberDto, RegisterOrganisationDto } from './dto.js';

/** Planning services and labs, and who works for them (product.md B8). */
@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly gate: Gate) {}

  @Post()
  @Requires('administrator')
  @Makes('Register an organisation', OrganisationMade)
  register(@Body() { kind, name }: RegisterOrganisationDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const organisationId = madeBy<OrganisationId>(origin.commandId, 'organisation');
    return this.gate.execute(
      new ChangeOrganisation(origin, organisationId, {
        type: 'RegisterOrganisation',
        data: { organisationId, kind, name },
      }),
    );
  }

  @Post(':organisationId/members')
  @Requires('administrator')
  @Does('Add a member, who acts for the organisation under their own sign-in')
  add(
    @PathId('organisationId') organisationId: OrganisationId,
    @Body() { personId }: AddMemberDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeOrganisation(this.gate.originOf(request), organisationId, { type: 'AddMember', data: { personId } }),
    );
  }

  @Delete(':organisationId/members/:personId')
  @Requires('administrator')
  @Does('Remove a member; what they saw through the organisation ends at once')
  remove(
    @PathId('organisationId') organisationId: OrganisationId,
    @PathId('personId') personId: PersonId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeOrganisation(this.gate.originOf(request), organisationId, { type: 'RemoveMember', data: { personId } }),
    );
  }
}
