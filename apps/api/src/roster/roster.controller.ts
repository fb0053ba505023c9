import type { CollaboratorId, PersonId, ProviderId } from '@konsil/domain';
import type { InvitationRow, Roster } from '@konsil/projections';
import { Body, Controller, Delete, Get, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, Person, Requires, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { AcceptInvitation } from './accept-invitation.js';
import { AddCollaborator } from './add-collaborator.js';
import { Confirm } from './confirm.js';
import { AcceptTermsDto, AddCollaboratorDto, AttestDto, ChooseConsentPolicyDto } from './dto.js';
import { RemoveCollaborator } from './remove-collaborator.js';

/** A provider's collaborators, and the invitations of who is invited (product.md B). */
@ApiTags('roster')
@Controller()
export class RosterController {
  constructor(
    private readonly gate: Gate,
    private readonly reads: Reads,
  ) {}

  @Get('roster')
  @Requires('provider')
  @ApiOperation({ summary: 'Manage Collaborators: what was confirmed, and every entry' })
  async roster(@Person() provider: ProviderId, @WaitFor() waitFor: number | undefined): Promise<Roster> {
    const { now } = await this.reads.asking(provider, waitFor);
    return this.reads.queries.roster(provider, now);
  }

  @Put('roster/attestation')
  @Requires('provider')
  @ApiOperation({ summary: 'Confirm that patient consent has been obtained' })
  attest(@Body() { textVersion }: AttestDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(
      new Confirm(this.gate.originOf(request), { type: 'AttestPatientConsent', data: { textVersion } }),
    );
  }

  @Put('roster/terms')
  @Requires('provider')
  @ApiOperation({ summary: 'Accept the terms' })
  acceptTerms(@Body() { termsVersion }: AcceptTermsDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new Confirm(this.gate.originOf(request), { type: 'AcceptTerms', data: { termsVersion } }));
  }

  @Put('roster/consent-policy')
  @Requires('provider')
  @ApiOperation({ summary: 'Choose on what shares stand: the attestation, or a consent per patient' })
  choosePolicy(@Body() { policy }: ChooseConsentPolicyDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(
      new Confirm(this.gate.originOf(request), { type: 'ChooseConsentPolicy', data: { policy } }),
    );
  }

  @Post('roster/collaborators')
  @Requires('provider')
  @ApiOperation({ summary: 'Add a collaborator and invite them' })
  add(@Body() collaborator: AddCollaboratorDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new AddCollaborator(this.gate.originOf(request), collaborator));
  }

  @Delete('roster/collaborators/:collaboratorId')
  @Requires('provider')
  @ApiOperation({ summary: 'Remove a collaborator; access ends at once, history stays' })
  remove(
    @Param('collaboratorId', ParseUUIDPipe) collaboratorId: CollaboratorId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(new RemoveCollaborator(this.gate.originOf(request), collaboratorId));
  }

  @Get('invitations')
  @SignedIn()
  @ApiOperation({ summary: 'Invitations to me and to the organisations I work for' })
  async invitations(
    @Person() person: PersonId,
    @WaitFor() waitFor: number | undefined,
  ): Promise<{ readonly invitations: readonly InvitationRow[] }> {
    const { now } = await this.reads.asking(person, waitFor);
    return { invitations: await this.reads.queries.invitationsOf(person, now) };
  }

  @Post('providers/:providerId/invitations/:collaboratorId/acceptance')
  @SignedIn()
  @ApiOperation({ summary: 'Accept an invitation' })
  accept(
    @Param('providerId', ParseUUIDPipe) providerId: ProviderId,
    @Param('collaboratorId', ParseUUIDPipe) collaboratorId: CollaboratorId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(new AcceptInvitation(this.gate.originOf(request), providerId, collaboratorId));
  }
}
