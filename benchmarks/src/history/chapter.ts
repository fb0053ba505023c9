/** One append: a stream that is new, and its first events. */

import type { DomainEvent, PersonId } from '@konsil/domain';

export interface Chapter {
  readonly stream: string;
  /** Who caused it. */
  readonly actor: PersonId;
  readonly events: readonly DomainEvent[];
}
