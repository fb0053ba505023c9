import type { DomainEvent, Recorded } from '../events.js';
import type { CommandId } from '../ids.js';
import { NOW } from './clock.js';
import { annaId, idOf } from './people.js';

/** An event as it stands in the log, recorded by Anna at the position: what a policy reacts to. */
export const recorded = (event: DomainEvent, position = 100): Recorded<DomainEvent> => ({
  ...event,
  id: idOf(800),
  stream: 'any',
  revision: 0,
  position,
  recordedAt: NOW,
  metadata: {
    actor: { id: annaId, role: 'provider' },
    commandId: idOf(801) as CommandId,
    causationId: idOf(801),
    correlationId: idOf(801),
  },
});
