/** Who acts, and when: what every decision is given besides the state. Nothing is looked up from inside. */

import type { AuditScope, Role } from './account/events.js';
import { type AccountState, isProviderAccount } from './account/state.js';
import type { PersonId } from './ids.js';
import type { Instant } from './time.js';

/** A signed-in person (product.md A1-A3). Made by {@link actorOf}. */
export interface PersonActor {
  readonly kind: 'person';
  readonly personId: PersonId;
  /** Whether the person has proved their e-mail address. Who has not may do nothing but register. */
  readonly registered: boolean;
  /** Whether the person has a practice, be it a closed one whose cases go on. */
  readonly isProvider: boolean;
  readonly roles: readonly Role[];
  /** What the person may audit, as appointed; whether the appointment still runs is judged by {@link auditScopeOf}. */
  readonly auditor?: { readonly scope: AuditScope; readonly endsAt?: Instant };
}

export type Actor =
  | PersonActor
  /** The installation's first start, when nobody is there yet who could act. */
  | { readonly kind: 'setup' }
  /** A rule that acts by itself: `policy:end-grants`. */
  | { readonly kind: 'policy'; readonly name: `policy:${string}` };

export interface Context {
  readonly actor: Actor;
  readonly now: Instant;
}

/** The person of an account as an actor; nobody for an account that does not exist or is closed. */
export const actorOf = (account: AccountState): PersonActor | undefined =>
  account.status === 'none' || account.status === 'closed'
    ? undefined
    : {
        kind: 'person',
        personId: account.personId,
        registered: account.status === 'registered',
        isProvider: isProviderAccount(account),
        roles: account.roles,
        ...(account.auditor && { auditor: account.auditor }),
      };

/** What a person may audit now; `undefined` where they are no auditor or the appointment has ended. */
export const auditScopeOf = (actor: Actor, now: Instant): AuditScope | undefined => {
  if (actor.kind !== 'person' || !actor.registered || !actor.auditor) return undefined;
  const { scope, endsAt } = actor.auditor;
  return endsAt === undefined || now < endsAt ? scope : undefined;
};
