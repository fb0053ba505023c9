/** Events as the log would have them, one every minute, for folds in memory. */

import type { CommandId, DomainEvent, Recorded } from '@konsil/domain';
import { streamOf } from './log.js';

const FIRST = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;

export const recordedFrom = (events: readonly DomainEvent[]): readonly Recorded[] => {
  const revisions = new Map<string, number>();
  return events.map((event, position) => {
    const stream = streamOf(event);
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const actor = { id: 'setup', role: 'setup' } as const;
    const metadata = { actor, commandId: 'command' as CommandId, causationId: 'test', correlationId: 'test' };
    const recordedAt = new Date(FIRST + position * MINUTE).toISOString();
    return { ...event, id: `event-${position}`, stream, revision, position, recordedAt, metadata };
  });
};
