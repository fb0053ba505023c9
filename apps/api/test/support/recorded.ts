/** What the log on the disk holds, read beside the server that writes it. */

import { openSqliteEventStore, type StoredEvent } from '@konsil/event-store';

/** The whole log of a data folder, from its beginning. */
export const eventsIn = async (folder: string): Promise<readonly StoredEvent[]> => {
  const store = await openSqliteEventStore({ folder, readOnly: true });
  try {
    const events: StoredEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    return events;
  } finally {
    await store.close();
  }
};

/** One line for every event but the records of reads and refusals themselves: equal before and after, nothing changed. */
export const factsIn = async (folder: string): Promise<readonly string[]> =>
  (await eventsIn(folder))
    .filter(({ stream }) => !stream.startsWith('access-'))
    .map(({ stream, revision, type }) => `${stream}@${revision} ${type}`);
