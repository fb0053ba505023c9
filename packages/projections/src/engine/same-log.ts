/** Whether the rows were built from this log. */

import type { EventStore } from '@konsil/event-store';
import type { ReadStoreWriter } from '../read-store/index.js';

/**
 * Answers where to go on; forgets all rows first where the event that the checkpoint rests on is not in the log: the
 * log is another one, or an older state of it. Where only the log's end is missing, of which no row knows, it goes on
 * from the end there is.
 */
export const positionToGoOn = async (store: EventStore, writer: ReadStoreWriter): Promise<number> => {
  const { position, anchor } = await writer.checkpoint();
  if (anchor === undefined && position === -1) return -1;
  if (anchor === undefined || !(await isThere(store, anchor))) {
    await writer.reset();
    return -1;
  }
  return Math.max(anchor.position, Math.min(position, await store.headPosition()));
};

const isThere = async (
  store: EventStore,
  { position, eventId }: { readonly position: number; readonly eventId: string },
): Promise<boolean> => {
  for await (const event of store.readAll({ from: position, limit: 1 })) {
    return event.position === position && event.id === eventId;
  }
  return false;
};
