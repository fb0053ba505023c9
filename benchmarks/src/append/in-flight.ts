/** Appends with a fixed number of them under way at any moment. */

import type { EventStore } from '@konsil/event-store';
import type { BareEvent } from '../../baselines/grouped-inserts.js';

/** One event per append, each with the revision it expects; answers events per second. */
export const appendInFlight = async (
  store: EventStore,
  events: readonly BareEvent[],
  inFlight = 32,
): Promise<number> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let event = events[next++]; event !== undefined; event = events[next++]) {
      const { stream, revision, ...written } = event;
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      const appended = await store.append({ stream, expected, events: [written] });
      if (appended.revision !== revision) throw new Error(`${stream} stands at ${appended.revision}, not ${revision}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, writer));
  return events.length / ((performance.now() - started) / 1000);
};
