/** What signing in asks of accounts: who somebody is, and that their e-mail address has been proved. */

import {
  accountDecider,
  accountStream,
  type AccountCommand,
  type AccountEvent,
  type Context,
  DomainError,
  isErased,
  type PersonId,
} from '@konsil/domain';
import type { Codec, Directory, EventStore } from '@konsil/event-store';
import { type Contexts, type Desk, type Load, type Soon } from '../commands/index.js';
import { internalOrigin } from '../commands/origin.js';
import { pagesOf } from '../commands/pages.js';
import type { FirstPerson, IdentityLinks, PersonCard, Registrations } from '../identity/index.js';

export class AccountRegistrations implements Registrations {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    private readonly store: EventStore,
    private readonly codec: Codec,
  ) {}

  async cardOf(personId: PersonId): Promise<PersonCard | undefined> {
    for await (const page of pagesOf(this.store.readStream(accountStream(personId), { limit: 1 }), 1)) {
      for (const decoded of await this.codec.decode(page)) {
        if (decoded.kind !== 'event' || decoded.type !== 'AccountProvisioned') continue;
        const { name, email, language } = decoded.data as Extract<AccountEvent, { type: 'AccountProvisioned' }>['data'];
        return isErased(name) || isErased(email) ? undefined : { name, email, language };
      }
    }
    return undefined;
  }

  async register({ personId, verifiedBy }: Parameters<Registrations['register']>[0]): Promise<void> {
    await this.desk.run({
      origin: internalOrigin(personId, 'register'),
      stream: accountStream(personId),
      decider: accountDecider,
      command: { type: 'RegisterAccount', data: { emailVerifiedBy: verifiedBy } },
      context: (_, load) => this.contexts.acting({ personId }, load),
      actingAs: () => ({ role: 'self' }),
    });
  }
}

/** The first person of an installation becomes its administrator; the log says whether there is anybody yet. */
export class FirstAdministrator implements FirstPerson {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
    private readonly store: EventStore,
    private readonly directory: Directory,
  ) {}

  async isMissing(): Promise<boolean> {
    const stop = new AbortController();
    try {
      const accounts = this.store.subscribe({ after: -1, prefixes: ['account-'], pageSize: 1, signal: stop.signal });
      for await (const message of accounts) {
        if (message.kind === 'events') return false;
        if (message.kind === 'caught-up') return true;
      }
      return true;
    } finally {
      stop.abort();
    }
  }

  async create({ personId, name, email, language }: PersonCard & { readonly personId: PersonId }): Promise<void> {
    const found = await this.directory.findOrProvision(email, personId);
    if (found.personId !== personId) throw new DomainError('ACCOUNT.EMAIL_TAKEN', 'Somebody else has this address.');
    const setup = (): Promise<Context> => Promise.resolve({ actor: { kind: 'setup' }, now: this.contexts.now() });
    const self = (_: unknown, load: Load) => this.contexts.acting({ personId }, load);
    await this.act(personId, { type: 'ProvisionAccount', data: { personId, name, email, language } }, setup, 'setup');
    await this.act(personId, { type: 'GrantRole', data: { role: 'administrator' } }, setup, 'setup');
    await this.act(personId, { type: 'RegisterAccount', data: { emailVerifiedBy: 'first-start' } }, self, 'self');
  }

  private async act(
    personId: PersonId,
    command: AccountCommand,
    context: (state: unknown, load: Load) => Soon<Context>,
    role: 'setup' | 'self',
  ): Promise<void> {
    await this.desk.run({
      origin: internalOrigin(personId, `first-person/${command.type}`),
      stream: accountStream(personId),
      decider: accountDecider,
      command,
      context,
      actingAs: () => ({ role }),
    });
  }
}

/** Who signs in is found in the directory. */
export class DirectoryLinks implements IdentityLinks {
  constructor(private readonly directory: Directory) {}

  byEmail(email: string): Promise<PersonId | undefined> {
    // The directory keeps what it was given: ids of people.
    return this.directory.find(email) as Promise<PersonId | undefined>;
  }

  bySubject(issuer: string, subject: string): Promise<PersonId | undefined> {
    return this.directory.findIdentity(issuer, subject) as Promise<PersonId | undefined>;
  }

  linkSubject(issuer: string, subject: string, personId: PersonId): Promise<PersonId | undefined> {
    return this.directory.linkIdentity(issuer, subject, personId) as Promise<PersonId | undefined>;
  }
}
