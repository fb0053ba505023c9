/** Appends with a fixed number of them under way at any moment. */

import type { EventStore } from '@konsil/event-store';
import type { Message } from './payload.js';

/** One event per append, each with the revision it expects; answers events per second. */
export const appendInFlight = async (
  store: EventStore,
  messages: readonly Message[],
  inFlight = 32,
): Promise<number> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let message = messages[next++]; message !== undefined; message = messages[next++]) {
      const { stream, revision, event } = message;
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      const appended = await store.append({ stream, expected, events: [event] });
      if (appended.revision !== revision) throw new Error(`${stream} stands at ${appended.revision}, not ${revision}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, writer));
  return messages.length / ((performance.now() - started) / 1000);
};
