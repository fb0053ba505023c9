/** Every event of Konsil, and what the log adds to one when it is recorded. */

import type { AccountEvent } from './account/events.js';
import type { BulkEvent } from './bulk/events.js';
import type { CaseEvent } from './case/events/index.js';
import type { ConversationEvent } from './conversation/events.js';
import type { CommandId, PersonId, RecipientId } from './ids.js';
import type { OperationsEvent } from './operations/events.js';
import type { OrganisationEvent } from './organisation/events.js';
import type { PatientEvent } from './patient/events.js';
import type { RosterEvent } from './roster/events.js';
import type { Instant } from './time.js';

export type DomainEvent =
  | AccountEvent
  | OrganisationEvent
  | RosterEvent
  | PatientEvent
  | CaseEvent
  | ConversationEvent
  | BulkEvent
  | OperationsEvent;
export type EventType = DomainEvent['type'];
export type EventOf<Type extends EventType> = Extract<DomainEvent, { readonly type: Type }>;

/** In which part a person acted. `policy`: a rule acted by itself, `setup`: the installation's first start. */
export type ActorRole = 'provider' | 'collaborator' | 'lab' | 'auditor' | 'administrator' | 'self' | 'policy' | 'setup';

/** Who caused an event; every event names the real person (product.md A3). */
export interface RecordedActor {
  /** The person; for `policy` and `setup` the name of the rule (`policy:end-grants`) instead of a person's id. */
  readonly id: PersonId | `policy:${string}` | 'setup';
  readonly role: ActorRole;
  /** The provider or organisation for whom the person acted. */
  readonly onBehalfOf?: RecipientId;
}

export interface EventMetadata {
  readonly actor: RecordedActor;
  readonly commandId: CommandId;
  /** What caused this: the id of a request or of an event. */
  readonly causationId: string;
  readonly correlationId: string;
}

/** An event as it stands in the log. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event & {
  readonly id: string;
  /** `category-id`, for instance `case-7c0e…`. */
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /** Place in the whole log, strictly increasing. */
  readonly position: number;
  readonly recordedAt: Instant;
  readonly metadata: EventMetadata;
};
