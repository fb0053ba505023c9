import { rosterDecider, rosterStream, type RosterCommand } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, done, type Origin, type OriginatedCommand } from '../commands/index.js';

type Confirmation = Extract<RosterCommand, { type: 'AttestPatientConsent' | 'AcceptTerms' | 'ChooseConsentPolicy' }>;

/** What a provider confirms and chooses for the own roster (product.md B1, G2). */
export class Confirm implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly confirmation: Confirmation,
  ) {}
}

@CommandHandler(Confirm)
export class ConfirmHandler implements ICommandHandler<Confirm, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, confirmation }: Confirm): Promise<Answer> {
    const outcome = await this.desk.run({
      origin,
      stream: rosterStream(origin.personId),
      decider: rosterDecider,
      command: confirmation,
      context: (_, load) => this.contexts.roster(origin, load),
      actingAs: () => ({ role: 'provider' }),
      // Under the policy `per-patient` a grant that no consent covers stops working.
      endsAccess: confirmation.type === 'ChooseConsentPolicy',
    });
    return done(outcome);
  }
}
