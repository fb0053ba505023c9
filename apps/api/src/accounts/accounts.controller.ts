import type { PersonId, Role } from '@konsil/domain';
import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, PathWord, Requires, SignedIn } from '../http/index.js';
import { Does, Makes } from '../openapi/index.js';
import { PersonMade, PracticeMade } from './answers.dto.js';
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
  @Makes('Add a person; who is known by this e-mail keeps their id', PersonMade)
  provision(@Body() person: ProvisionPersonDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new ProvisionPerson(this.gate.originOf(request), person));
  }

  @Post('people/:personId/roles')
  @Requires('administrator')
  @Does('Give a role')
  grant(
    @PathId('personId') personId: PersonId,
    @Body() { role }: GrantRoleDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'GrantRole', data: { role } }),
    );
  }

  @Delete('people/:personId/roles/:role')
  @Requires('administrator')
  @Does('Take a role away; it ends at once')
  revoke(
    @PathId('personId') personId: PersonId,
    @PathWord('role', ROLES) role: Role,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'RevokeRole', data: { role } }),
    );
  }

  @Post('people/:personId/audit-appointment')
  @Requires('administrator')
  @Does('Appoint an auditor, or change scope and end of the appointment')
  appoint(
    @PathId('personId') personId: PersonId,
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

  @Delete('people/:personId/audit-appointment')
  @Requires('administrator')
  @Does('Dismiss an auditor; what they may read ends at once')
  dismiss(@PathId('personId') personId: PersonId, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(
      new ChangeRoles(this.gate.originOf(request), personId, { type: 'DismissAuditor', data: {} }),
    );
  }

  @Post('me/practices')
  @SignedIn()
  @Makes('Open a practice; who has one is a provider', PracticeMade)
  openPractice(@Body() { name }: OpenPracticeDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new OpenPractice(this.gate.originOf(request), name));
  }
}
