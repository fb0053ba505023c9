/** The people of the examples: Dr. Anna Berg and who works with her. Each has their entry in Anna's roster. */

import type { Role } from '../account/events.js';
import type { PersonActor } from '../context.js';
import type { CollaboratorId, OrganisationId, PersonId, PracticeId, RecipientId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import type { CollaboratorKind } from '../roster/events.js';

export interface Collaborator {
  readonly recipientId: RecipientId;
  /** Of the entry in Anna's roster. */
  readonly collaboratorId: CollaboratorId;
  readonly kind: CollaboratorKind;
}

/** A UUID that can be told from others at a glance: `idOf(7)` ends in 7. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const annaId = idOf(1) as PersonId;
export const annasPractice = idOf(2) as PracticeId;
export const luisId = idOf(3) as PersonId;
export const jonasId = idOf(4) as PersonId;
export const meiId = idOf(5) as PersonId;
export const planWellId = idOf(6) as OrganisationId;
/** Two planners of PlanWell, each with an own sign-in. */
export const petraId = idOf(7) as PersonId;
export const pauloId = idOf(8) as PersonId;
export const technicianId = idOf(9) as PersonId;
export const administratorId = idOf(10) as PersonId;

const collaborator = (recipientId: RecipientId, number: number, kind: CollaboratorKind): Collaborator => ({
  recipientId,
  collaboratorId: idOf(number) as CollaboratorId,
  kind,
});

export const luis = collaborator(luisId, 103, 'colleague');
export const jonas = collaborator(jonasId, 104, 'staff');
export const mei = collaborator(meiId, 105, 'mentor');
export const planWell = collaborator(planWellId, 106, 'treatment-planning-service');

/** A signed-in person without practice and roles. */
export const person = (personId: PersonId, roles: readonly Role[] = []): PersonActor => ({
  kind: 'person',
  personId,
  registered: true,
  isProvider: false,
  roles,
});

export const anna: PersonActor = { ...person(annaId), isProvider: true };
export const technician = person(technicianId, ['lab']);
export const administrator = person(administratorId, ['administrator']);

/** PlanWell with its two planners. */
export const planWellState: Extract<OrganisationState, { status: 'registered' }> = {
  status: 'registered',
  organisationId: planWellId,
  kind: 'treatment-planning-service',
  members: [petraId, pauloId],
};
