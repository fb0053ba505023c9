import type { AccountEvent, Role } from '../account/events.js';
import { type AccountState, evolveAccount, noAccount } from '../account/state.js';
import { fold } from '../decider.js';
import type { PersonId, PracticeId } from '../ids.js';
import { luisId } from './people.js';

export interface AccountBuilder {
  readonly withPractice: (practiceId: PracticeId) => AccountBuilder;
  readonly withRole: (role: Role) => AccountBuilder;
  readonly closed: () => AccountBuilder;
  readonly and: (...events: readonly AccountEvent[]) => AccountBuilder;
  readonly events: readonly AccountEvent[];
  readonly build: () => AccountState;
}

/** Of somebody who was added and has not registered yet; Luis by default. */
export const aProvisionedAccount = (personId: PersonId = luisId): AccountBuilder =>
  builder(personId, [
    {
      type: 'AccountProvisioned',
      data: { personId, name: 'Dr. Luis Ortega', email: 'luis@example.org', language: 'en' },
    },
  ]);

/** Of a registered person without practice and roles; Luis by default. */
export const anAccount = (personId: PersonId = luisId): AccountBuilder =>
  aProvisionedAccount(personId).and({
    type: 'AccountRegistered',
    data: { personId, emailVerifiedBy: 'registration-link' },
  });

const builder = (personId: PersonId, events: readonly AccountEvent[]): AccountBuilder => {
  const and = (...more: readonly AccountEvent[]): AccountBuilder => builder(personId, [...events, ...more]);
  return {
    withPractice: (practiceId) => and({ type: 'PracticeOpened', data: { personId, practiceId, name: 'Am Hafen' } }),
    withRole: (role) => and({ type: 'RoleGranted', data: { personId, role } }),
    closed: () => and({ type: 'AccountClosed', data: { personId } }),
    and,
    events,
    build: () => fold(evolveAccount, noAccount, events),
  };
};
