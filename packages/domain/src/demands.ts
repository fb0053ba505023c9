/** Refusals that several aggregates share: who may act at all, and what a moment has to look like. */

import type { Role } from './account/events.js';
import type { Actor, PersonActor } from './context.js';
import { DomainError } from './errors.js';
import type { ProviderId } from './ids.js';
import type { Permission } from './roster/events.js';
import { type Instant, isInstant } from './time.js';

/** What the actor must not even know of: HTTP answers 404, not 403. Says nothing about what is there. */
export const notFound = (): DomainError => new DomainError('ACCESS.NOT_FOUND', 'There is no such thing here.');

/** The actor knows the thing but may not do this with it. */
export const denied = (reason: string, message: string): DomainError =>
  new DomainError('ACCESS.DENIED', message, { reason });

/** The actor's roster entry lacks a permission that the provider could give. */
export const permissionMissing = (permission: Permission): DomainError =>
  new DomainError('ACCESS.DENIED', 'This needs a permission that the provider has not given.', {
    reason: 'permission-missing',
    permission,
  });

/** @throws DomainError `ACCESS.DENIED` unless a person with a proved e-mail address acts. */
export const demandPerson = (actor: Actor): PersonActor => {
  if (actor.kind !== 'person') throw denied('not-a-person', 'Only a person may do this.');
  if (!actor.registered) throw denied('not-registered', 'Complete the registration first.');
  return actor;
};

/** @throws DomainError `ACCESS.DENIED` unless a provider acts: a registered person with a practice (product.md A1). */
export const demandProvider = (actor: Actor): PersonActor => {
  const person = demandPerson(actor);
  if (!person.isProvider) throw denied('not-a-provider', 'Only a provider may do this.');
  return person;
};

/** @throws DomainError `ACCESS.DENIED` unless the provider is meant, `ACCESS.NOT_FOUND` where it is another one's. */
export const demandOwner = (actor: Actor, owner: ProviderId): PersonActor => {
  const person = demandProvider(actor);
  if (person.personId !== owner) throw notFound();
  return person;
};

/** @throws DomainError `ACCESS.DENIED` unless a person with the role acts. */
export const demandRole = (actor: Actor, role: Role): void => {
  if (!demandPerson(actor).roles.includes(role)) throw denied(`not-${role}`, `Only the role ${role} may do this.`);
};

/** @throws DomainError `ACCESS.DENIED` unless an administrator acts, or the installation's first start. */
export const demandAdministratorOrSetup = (actor: Actor): void => {
  if (actor.kind !== 'setup') demandRole(actor, 'administrator');
};

/** @throws DomainError `ACCESS.DENIED` unless a rule acts by itself. */
export const demandPolicy = (actor: Actor): void => {
  if (actor.kind !== 'policy') throw denied('not-a-policy', 'Only a rule does this by itself.');
};

/** @throws DomainError `TIME.INVALID` where a text is no moment in UTC with milliseconds. */
export const demandInstant = (moment: Instant, field: string): void => {
  if (!isInstant(moment)) {
    throw new DomainError('TIME.INVALID', `${field} is no moment like 2026-03-01T07:00:00.000Z.`, { field });
  }
};
