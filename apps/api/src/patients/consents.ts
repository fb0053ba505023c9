import { type ConsentId, type PatientCommand, type PatientId, patientDecider, patientStream } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, made, type Origin, type OriginatedCommand } from '../commands/index.js';

type ConsentChange = Extract<PatientCommand, { type: 'GiveConsent' | 'WithdrawConsent' }>;

/** A provider records a patient's consent, or that it is withdrawn (product.md G1). */
export class ChangeConsent implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly patientId: PatientId,
    readonly change: ConsentChange,
  ) {}
}

@CommandHandler(ChangeConsent)
export class ChangeConsentHandler implements ICommandHandler<ChangeConsent, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, patientId, change }: ChangeConsent): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: patientStream(patientId),
      decider: patientDecider,
      command: change,
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'provider' }),
      endsAccess: change.type === 'WithdrawConsent',
    });
    return change.type === 'GiveConsent'
      ? made(outcome, { consentId: change.data.consentId satisfies ConsentId })
      : done(outcome);
  }
}
