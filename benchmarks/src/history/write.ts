/** Puts a history into a log the way the product does: encoded, sealed, one append per new stream. */

import { randomUUID } from 'node:crypto';
import type { Codec, EventStore } from '@konsil/event-store';
import type { Chapter } from './chapter.js';

const IN_FLIGHT = 32;

/** Writes until the log holds at least as many events as asked for; answers how many it holds. */
export const writeHistory = async (
  store: EventStore,
  codec: Codec,
  source: Iterator<Chapter>,
  atLeast: number,
): Promise<number> => {
  let written = 0;
  const writer = async (): Promise<void> => {
    while (written < atLeast) {
      const next = source.next();
      if (next.done === true) return;
      const { stream, actor, events } = next.value;
      written += events.length;
      const commandId = randomUUID();
      const metadata = {
        actor: { id: actor, role: 'provider' },
        commandId,
        causationId: commandId,
        correlationId: commandId,
      };
      const encoded = await codec.encode(
        events.map(({ type, data }) => ({ id: randomUUID(), type, data: { ...data }, metadata })),
        { stream, firstRevision: 0, time: new Date().toISOString() },
      );
      await store.append({ stream, expected: 'no-stream', events: encoded });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  return written;
};
