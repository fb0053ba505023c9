import { accountDecider, accountStream, daysAfter, type PersonId } from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Answer, Contexts, Desk, made, type Origin, type OriginatedCommand } from '../commands/index.js';
import { Identity } from '../identity/index.js';

/** How long a link works. */
const LINK_DAYS = 7;

/** An administrator takes a registration link, to hand it over, and by that vouches for the person (product.md A1, B4). */
export class HandOutLink implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly personId: PersonId,
  ) {}
}

@CommandHandler(HandOutLink)
export class HandOutLinkHandler implements ICommandHandler<HandOutLink, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    private readonly identity: Identity,
  ) {}

  /** The link is made when its event is in the log: there is none that nobody has handed out. */
  async execute({ origin, personId }: HandOutLink): Promise<Answer> {
    const now = this.contexts.now();
    const outcome = await this.desk.run({
      origin,
      stream: accountStream(personId),
      decider: accountDecider,
      command: { type: 'HandOutRegistrationLink', data: { expiresAt: daysAfter(now, LINK_DAYS) } },
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'administrator' }),
    });
    // A repeat finds the event of the first time, and gets a link that works as long as that one.
    const handedOut = outcome.events.find(({ type }) => type === 'RegistrationLinkHandedOut');
    const expiresAt = handedOut?.type === 'RegistrationLinkHandedOut' ? handedOut.data.expiresAt : now;
    const lifetime = Date.parse(expiresAt) - Date.parse(now);
    return made(outcome, { link: this.identity.createRegistrationLink(personId, lifetime) });
  }
}
