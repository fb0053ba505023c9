/** In which part somebody acted, as an event's metadata names it (product.md A3, G4). */

import type { Actor } from './context.js';
import type { DomainEvent, EventType, RecordedActor } from './events.js';
import type { OrganisationId } from './ids.js';

/**
 * The actor of an event that a decision has just answered with. `organisation`: for whom the person acted, where they
 * stand to the case as a member of one (`Standing.onBehalfOf`).
 */
export const recordedActorOf = (event: DomainEvent, actor: Actor, organisation?: OrganisationId): RecordedActor => {
  if (actor.kind === 'setup') return { id: 'setup', role: 'setup' };
  if (actor.kind === 'policy') return { id: actor.name, role: 'policy' };
  const id = actor.personId;
  const { data } = event;
  if ('providerId' in data) {
    if (data.providerId === id) return { id, role: 'provider' };
    if (isByLab(event)) return { id, role: 'lab' };
    return { id, role: 'collaborator', ...(organisation && { onBehalfOf: organisation }) };
  }
  if (ownActs.has(event.type) && 'personId' in data && data.personId === id) return { id, role: 'self' };
  if (event.type === 'AccountProvisioned' && !actor.roles.includes('administrator')) return { id, role: 'provider' };
  return { id, role: 'administrator' };
};

/** What the lab alone records, and what it does with the pen (product.md C9). */
const isByLab = (event: DomainEvent): boolean => {
  switch (event.type) {
    case 'SetupReadyForReview':
      return true;
    case 'PenTaken':
    case 'PenReleased':
      return event.data.holder.of === 'lab';
    case 'PenPassed':
      return event.data.from.of === 'lab';
    default:
      return false;
  }
};
/** What a person does with their own account; closing it is an administrator's act where it is another's. */
const ownActs: ReadonlySet<EventType> = new Set([
  'AccountRegistered',
  'EmailChanged',
  'AccountClosed',
  'PracticeOpened',
  'PracticeRenamed',
  'PracticeClosed',
  'LanguageChosen',
  'TimeZoneChosen',
  'NotificationSettingChanged',
  'ViewSaved',
  'ViewDeleted',
] as const);
