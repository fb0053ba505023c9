import type { PersonId, Role } from '@konsil/domain';
import { Body, Controller, Delete, Param, ParseEnumPipe, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, Requires, SignedIn } from '../http/index.js';
import { AppointAuditorDto, GrantRoleDto, OpenPracticeDto, ProvisionPersonDto, ROLES } from './dto.js';
import { ChangeRoles } from './change-roles.js';
import { OpenPractice } from './open-practice.js';
import { ProvisionPerson } from './provision-person.js';

/** People, their roles and practices (product.md A1). */
@ApiTags('people')
@Controller()
export class AccountsController {
  constructor(private readonly gate: Gate) {}

  @Post('people')
  @Requires('administrator')
  @ApiOperation({ summary: 'Add a person; who is known by this e-mail keeps their id' })
  provision(@Body() person: ProvisionPersonDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new ProvisionPerson(this.gate.originOf(request), person));
  }

  @Post('people/:personId/roles')
  @Requires('administrator')
  @ApiOperation({ summary: 'Give a role' })
  grant(
    @Param('personId', ParseUUIDPipe) personId: PersonId,
    @Body() { role }: GrantRoleDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'GrantRole', data: { role } }),
    );
  }

  @Delete('people/:personId/roles/:role')
  @Requires('administrator')
  @ApiOperation({ summary: 'Take a role away; it ends at once' })
  revoke(
    @Param('personId', ParseUUIDPipe) personId: PersonId,
    @Param('role', new ParseEnumPipe(ROLES)) role: Role,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'RevokeRole', data: { role } }),
    );
  }

  @Post('people/:personId/audit-appointment')
  @Requires('administrator')
  @ApiOperation({ summary: 'Appoint an auditor, or change scope and end of the appointment' })
  appoint(
    @Param('personId', ParseUUIDPipe) personId: PersonId,
    @Body() { providerIds, endsAt }: AppointAuditorDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const scope =
      providerIds === undefined ? ({ of: 'everything' } as const) : ({ of: 'providers', providerIds } as const);
    const end = endsAt === undefined ? {} : { endsAt: new Date(endsAt).toISOString() };
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'AppointAuditor', data: { scope, ...end } }),
    );
  }

  @Post('me/practices')
  @SignedIn()
  @ApiOperation({ summary: 'Open a practice; who has one is a provider' })
  openPractice(@Body() { name }: OpenPracticeDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new OpenPractice(this.gate.originOf(request), name));
  }
}
