/** The accounts and the organisation of the examples, as events. */

import type { DomainEvent, Language, PersonId } from '@konsil/domain';
import {
  annaId,
  annasPractice,
  jonasId,
  luisId,
  meiId,
  pauloId,
  petraId,
  planWellId,
  technicianId,
} from '@konsil/domain/testing';

const account = (personId: PersonId, name: string, language: Language = 'de'): readonly DomainEvent[] => [
  { type: 'AccountProvisioned', data: { personId, name, email: `${personId}@example.org`, language } },
  { type: 'AccountRegistered', data: { personId, emailVerifiedBy: 'administrator' } },
];

/** Anna with her practice, Luis, Jonas, Mei, the lab's technician, and PlanWell with its two planners. */
export const everybody: readonly DomainEvent[] = [
  ...account(annaId, 'Dr. Anna Berg'),
  { type: 'PracticeOpened', data: { personId: annaId, practiceId: annasPractice, name: 'Praxis Alster' } },
  ...account(luisId, 'Dr. Luis Ortega', 'en'),
  ...account(jonasId, 'Jonas Klein'),
  ...account(meiId, 'Prof. Mei Tanaka', 'en'),
  ...account(technicianId, 'Tom Lab'),
  { type: 'RoleGranted', data: { personId: technicianId, role: 'lab' } },
  ...account(petraId, 'Petra Plan'),
  ...account(pauloId, 'Paulo Plan'),
  {
    type: 'OrganisationRegistered',
    data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
  },
  { type: 'MemberAdded', data: { organisationId: planWellId, personId: petraId } },
  { type: 'MemberAdded', data: { organisationId: planWellId, personId: pauloId } },
];
