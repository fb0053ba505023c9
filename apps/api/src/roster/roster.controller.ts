import type { CollaboratorId, PersonId, ProviderId } from '@konsil/domain';
import { Body, Controller, Delete, Get, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Answer, Gate } from '../commands/index.js';
import {
  CommandOrigin,
  type CommandRequest,
  PathId,
  Person,
  Requires,
  showRevision,
  SignedIn,
  WaitFor,
} from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers, Does, Makes, Shows } from '../openapi/index.js';
import { AcceptInvitation } from './accept-invitation.js';
import { Roster } from './answers.dto.js';
import { AddCollaborator } from './add-collaborator.js';
import { Confirm } from './confirm.js';
import { AcceptTermsDto, AddCollaboratorDto, AttestDto, ChooseConsentPolicyDto } from './dto.js';
import { CollaboratorMade, InvitationAccepted, Invitations } from './invitations.dto.js';
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
  @Shows('Manage Collaborators: what was confirmed, and every entry', Roster)
  async roster(
    @Person() provider: ProviderId,
    @WaitFor() waitFor: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Roster> {
    const { now } = await this.reads.asking(provider, waitFor);
    const roster = await this.reads.queries.roster(provider, now);
    showRevision(reply, roster.revision);
    return roster;
  }

  @Put('roster/attestation')
  @Requires('provider')
  @Does('Confirm that patient consent has been obtained')
  attest(@Body() { textVersion }: AttestDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(
      new Confirm(this.gate.originOf(request), { type: 'AttestPatientConsent', data: { textVersion } }),
    );
  }

  @Put('roster/terms')
  @Requires('provider')
  @Does('Accept the terms')
  acceptTerms(@Body() { termsVersion }: AcceptTermsDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new Confirm(this.gate.originOf(request), { type: 'AcceptTerms', data: { termsVersion } }));
  }

  @Put('roster/consent-policy')
  @Requires('provider')
  @Does('Choose on what shares stand: the attestation, or a consent per patient')
  choosePolicy(@Body() { policy }: ChooseConsentPolicyDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(
      new Confirm(this.gate.originOf(request), { type: 'ChooseConsentPolicy', data: { policy } }),
    );
  }

  @Post('roster/collaborators')
  @Requires('provider')
  @Makes('Add a collaborator and invite them', CollaboratorMade)
  add(@Body() collaborator: AddCollaboratorDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new AddCollaborator(this.gate.originOf(request), collaborator));
  }

  @Delete('roster/collaborators/:collaboratorId')
  @Requires('provider')
  @Does('Remove a collaborator; access ends at once, history stays')
  remove(
    @PathId('collaboratorId') collaboratorId: CollaboratorId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(new RemoveCollaborator(this.gate.originOf(request), collaboratorId));
  }

  @Get('invitations')
  @SignedIn()
  @Answers('Invitations to me and to the organisations I work for', Invitations)
  async invitations(@Person() person: PersonId, @WaitFor() waitFor: number | undefined): Promise<Invitations> {
    const { now } = await this.reads.asking(person, waitFor);
    return { invitations: await this.reads.queries.invitationsOf(person, now) };
  }

  @Post('providers/:providerId/invitations/:collaboratorId/acceptance')
  @SignedIn()
  @Does('Accept an invitation', InvitationAccepted)
  accept(
    @PathId('providerId') providerId: ProviderId,
    @PathId('collaboratorId') collaboratorId: CollaboratorId,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.gate.execute(new AcceptInvitation(this.gate.originOf(request), providerId, collaboratorId));
  }
}
