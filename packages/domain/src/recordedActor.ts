/** In which part somebody acted, as an event's metadata names it (product.md A3, G4). */

import type { Actor } from './context.js';
import type { DomainEvent, RecordedActor } from './events.js';
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
    if (isOfLab(event)) return { id, role: 'lab' };
    return { id, role: 'collaborator', ...(organisation && { onBehalfOf: organisation }) };
  }
  if (event.type === 'AccountRegistered' || event.type === 'PracticeOpened') return { id, role: 'self' };
  if (event.type === 'AccountProvisioned' && !actor.roles.includes('administrator')) return { id, role: 'provider' };
  return { id, role: 'administrator' };
};

/** What the lab alone records of a case. */
const isOfLab = ({ type }: DomainEvent): boolean =>
  type === 'SetupReadyForReview' || type === 'AlignersShipped' || type.startsWith('Records');
