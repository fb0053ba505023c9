/** A person gets an id and an account by their e-mail address; who is known already keeps both (product.md B2). */

import {
  type AccountEvent,
  accountDecider,
  type AccountState,
  accountStream,
  type ActorRole,
  type Language,
  type PersonId,
} from '@konsil/domain';
import type { Directory } from '@konsil/event-store';
import { type Contexts, type Desk, madeBy, onTheWay, type Origin } from '../commands/index.js';

export interface PersonToProvision {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

export class Provisioning {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    private readonly directory: Directory,
  ) {}

  /** Who has this address now, or would get it. */
  async idFor(origin: Origin, email: string): Promise<{ readonly personId: PersonId; readonly isKnown: boolean }> {
    // The directory keeps what it was given: ids of people.
    const known = (await this.directory.find(email)) as PersonId | undefined;
    return { personId: known ?? madeBy(origin.commandId, 'person'), isKnown: known !== undefined };
  }

  /** Refuses what {@link provision} would refuse, before anything is written. */
  async rehearse(origin: Origin, personId: PersonId, person: PersonToProvision): Promise<void> {
    await this.desk.rehearse(this.task(origin, personId, person));
  }

  /** The address is taken in the directory first, then the account is recorded; a repeat goes on where a crash left it. */
  async provision(origin: Origin, person: PersonToProvision, role: ActorRole) {
    await this.rehearse(origin, (await this.idFor(origin, person.email)).personId, person);
    const found = await this.directory.findOrProvision(person.email, madeBy(origin.commandId, 'person'));
    const personId = found.personId as PersonId;
    const outcome = await this.desk.run({ ...this.task(origin, personId, person), actingAs: () => ({ role }) });
    return { personId, outcome };
  }

  private task(origin: Origin, personId: PersonId, person: PersonToProvision) {
    const { name, email, language } = person;
    return {
      origin: onTheWay(origin),
      stream: accountStream(personId),
      decider: accountDecider,
      command: { type: 'ProvisionAccount', data: { personId, name, email, language } },
      context: (_: unknown, load: Parameters<Contexts['acting']>[1]) => this.contexts.acting(origin, load),
    } as const;
  }
}

/** The account that provisioning makes, for deciding on it beforehand. */
export const provisioned = (personId: PersonId, person: PersonToProvision): AccountState => {
  const { name, email, language } = person;
  const event: AccountEvent = { type: 'AccountProvisioned', data: { personId, name, email, language } };
  return accountDecider.evolve(accountDecider.initial, event);
};
