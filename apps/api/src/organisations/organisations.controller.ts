import type { OrganisationId, PersonId } from '@konsil/domain';
import { Body, Controller, Delete, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate, madeBy } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, Requires } from '../http/index.js';
import { ChangeOrganisation } from './change-organisation.js';
import { AddMemberDto, RegisterOrganisationDto } from './dto.js';

/** Planning services and labs, and who works for them (product.md B8). */
@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly gate: Gate) {}

  @Post()
  @Requires('administrator')
  @ApiOperation({ summary: 'Register an organisation' })
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
  @ApiOperation({ summary: 'Add a member, who acts for the organisation under their own sign-in' })
  add(
    @Param('organisationId', ParseUUIDPipe) organisationId: OrganisationId,
    @Body() { personId }: AddMemberDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeOrganisation(this.gate.originOf(request), organisationId, { type: 'AddMember', data: { personId } }),
    );
  }

  @Delete(':organisationId/members/:personId')
  @Requires('administrator')
  @ApiOperation({ summary: 'Remove a member; what they saw through the organisation ends at once' })
  remove(
    @Param('organisationId', ParseUUIDPipe) organisationId: OrganisationId,
    @Param('personId', ParseUUIDPipe) personId: PersonId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeOrganisation(this.gate.originOf(request), organisationId, { type: 'RemoveMember', data: { personId } }),
    );
  }
}
