/** What the rest of the product may ask of signing in: links, passwords, ending sign-ins. */

import type { PersonId } from '@konsil/domain';
import type { Config } from '../config/index.js';
import type { IdentityPorts } from './ports.js';
import { type IdentityDatabase, openIdentityDatabase } from './store/database.js';
import { markAsDemoData } from './store/demo-mark.js';
import { LINK_LIFETIME, OneTimeLinks } from './store/one-time-links.js';
import { Passwords } from './store/passwords.js';
import { Revocations } from './store/revocations.js';

export class Identity {
  readonly database: IdentityDatabase;
  readonly links: OneTimeLinks;
  readonly passwords: Passwords;
  readonly revocations: Revocations;

  constructor(
    private readonly config: Config,
    private readonly ports: IdentityPorts,
  ) {
    this.database = openIdentityDatabase(config.dataFolder);
    if (config.demo) markAsDemoData(this.database);
    this.links = new OneTimeLinks(this.database);
    this.passwords = new Passwords(this.database);
    // A log in SQLite has one serving process, which holds the lock of the data folder by now.
    this.revocations = new Revocations(this.database, Date.now, { alone: config.eventStore.kind === 'sqlite' });
  }

  /** Whether people have a password here; with an issuer elsewhere they have none. */
  get keepsPasswords(): boolean {
    return this.config.issuer.kind === 'built-in';
  }

  /** A link that works once, by default within seven days: choose a password, and the registration is complete (product.md B4). */
  createRegistrationLink(personId: PersonId, lifetimeMs = LINK_LIFETIME): string {
    return `${this.config.publicUrl}/register/${this.links.create('register', personId, lifetimeMs)}`;
  }

  /** The link that makes the first person; undefined where somebody is there already. */
  async createWelcomeLink(): Promise<string | undefined> {
    const unfinished = this.links.lastUnused('welcome');
    if (!(await this.ports.firstPerson.isMissing()) && !(await this.#waitsForPassword(unfinished))) return undefined;
    const personId = unfinished ?? (crypto.randomUUID() as PersonId);
    return `${this.config.publicUrl}/welcome/${this.links.create('welcome', personId)}`;
  }

  /** Whether this link's first person may (still) be made: nobody is there, or only this one, without a password yet. */
  async mayWelcome(personId: PersonId): Promise<boolean> {
    return (await this.ports.firstPerson.isMissing()) || (await this.#waitsForPassword(personId));
  }

  /** Sets a password without a link: for sample data. Ends nothing. */
  setPassword(personId: PersonId, password: string): Promise<void> {
    return this.passwords.set(personId, password);
  }

  /** Ends every sign-in of a person at once. */
  endSignIns(personId: PersonId): void {
    this.revocations.revokePerson(personId);
  }

  close(): void {
    this.database.close();
  }

  async #waitsForPassword(personId: PersonId | undefined): Promise<boolean> {
    if (personId === undefined || !this.keepsPasswords || this.passwords.has(personId)) return false;
    return (await this.ports.registrations.cardOf(personId)) !== undefined;
  }
}
