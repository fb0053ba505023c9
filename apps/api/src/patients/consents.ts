import {
  type ConsentId,
  type PatientCommand,
  type PatientContext,
  patientDecider,
  type PatientId,
  patientStream,
} from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Answer,
  Contexts,
  Desk,
  done,
  type Load,
  made,
  type Origin,
  type OriginatedCommand,
} from '../commands/index.js';
import { PatientIdentities } from './identities.js';

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
    private readonly identities: PatientIdentities,
  ) {}

  async execute({ origin, patientId, change }: ChangeConsent): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: patientStream(patientId),
      decider: patientDecider,
      command: change,
      context: (_, load) => this.around(origin, patientId, change, load),
      actingAs: () => ({ role: 'provider' }),
      endsAccess: change.type === 'WithdrawConsent',
    });
    return change.type === 'GiveConsent'
      ? made(outcome, { consentId: change.data.consentId satisfies ConsentId })
      : done(outcome);
  }

  /** Whether a guardian may consent is told by the birth date, which is no part of the patient's state. */
  private async around(
    origin: Origin,
    patientId: PatientId,
    change: ConsentChange,
    load: Load,
  ): Promise<PatientContext> {
    const acting = await this.contexts.acting(origin, load);
    if (change.type !== 'GiveConsent' || change.data.givenBy !== 'guardian') return acting;
    const identity = await this.identities.of(patientId);
    return identity === undefined ? acting : { ...acting, identity };
  }
}
