/** One rule behind the log: its events, and what it does about each. */

import type { DomainEvent, EventType, PolicyName, Recorded } from '@konsil/domain';

export interface Reaction {
  readonly name: PolicyName;
  readonly reactsTo: readonly EventType[];
  /** Category of the streams that hold those events. */
  readonly category: string;
  /**
   * Done when it resolves: the event does not come again. Throws what is in the way for a while; the event then comes
   * again, so doing it twice has to change nothing more. Ends early, and is not done, when the signal aborts.
   */
  react(event: Recorded<DomainEvent>, signal: AbortSignal): Promise<void>;
}
