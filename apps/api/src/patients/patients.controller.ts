import type { ConsentId, PatientId, PersonId, WithdrawConsent } from '@konsil/domain';
import { notFound } from '@konsil/domain';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Answer, Gate, madeBy } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, Person, Requires, showRevision, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers, Does, Makes, Shows } from '../openapi/index.js';
import { ConsentMade, PatientDetails, Patients } from './answers.dto.js';
import { ChangeConsent } from './consents.js';
import { GiveConsentDto, WithdrawConsentDto } from './dto.js';
import { consentOf, recipientsOf } from './shapes.js';

/** A provider's patients and their consents (product.md G1). */
@ApiTags('patients')
@Controller('patients')
export class PatientsController {
  constructor(
    private readonly gate: Gate,
    private readonly reads: Reads,
  ) {}

  @Get()
  @Requires('provider')
  @Answers("The provider's patients, by name", Patients)
  async list(@Person() provider: PersonId, @WaitFor() waitFor: number | undefined): Promise<Patients> {
    await this.reads.asking(provider, waitFor);
    return { patients: await this.reads.queries.patients(provider) };
  }

  @Get(':patientId')
  @Requires('provider')
  @Shows('One patient with consents', PatientDetails)
  async one(
    @PathId('patientId') patientId: PatientId,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PatientDetails> {
    await this.reads.asking(viewer, waitFor);
    const patient = await this.reads.queries.patient(viewer, patientId);
    if (patient === undefined) throw notFound();
    showRevision(reply, patient.revision);
    return patient;
  }

  @Post(':patientId/consents')
  @Requires('provider')
  @Makes('Record a consent', ConsentMade)
  give(
    @PathId('patientId') patientId: PatientId,
    @Body() consent: GiveConsentDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const origin = this.gate.originOf(request);
    const consentId = madeBy<ConsentId>(origin.commandId, 'consent');
    return this.gate.execute(
      new ChangeConsent(origin, patientId, { type: 'GiveConsent', data: { consentId, ...consentOf(consent) } }),
    );
  }

  @Post(':patientId/consents/:consentId/withdrawal')
  @Requires('provider')
  @Does('Record that a consent is withdrawn; the access it carried ends at once')
  withdraw(
    @PathId('patientId') patientId: PatientId,
    @PathId('consentId') consentId: ConsentId,
    @Body() withdrawal: WithdrawConsentDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.withdrawing(request, patientId, { consentId, ...declaredIn(withdrawal) });
  }

  @Post(':patientId/withdrawal')
  @Requires('provider')
  @Does('Record that the patient withdraws what the provider attested')
  withdrawAttested(
    @PathId('patientId') patientId: PatientId,
    @Body() withdrawal: WithdrawConsentDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.withdrawing(request, patientId, declaredIn(withdrawal));
  }

  private withdrawing(request: CommandRequest, patientId: PatientId, data: WithdrawConsent['data']): Promise<Answer> {
    return this.gate.execute(
      new ChangeConsent(this.gate.originOf(request), patientId, { type: 'WithdrawConsent', data }),
    );
  }
}

const declaredIn = ({ recipients, declaredBy, occurredAt }: WithdrawConsentDto) => ({
  ...(recipients !== undefined && { recipients: recipientsOf(recipients) }),
  ...(declaredBy !== undefined && { declaredBy }),
  ...(occurredAt !== undefined && { occurredAt: new Date(occurredAt).toISOString() }),
});
