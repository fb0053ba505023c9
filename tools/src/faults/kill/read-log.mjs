import { openSqliteEventStore } from '@konsil/event-store';

/**
 * The whole log as it stands on the disk, read beside whoever writes it.
 * @param {string} folder
 * @returns {Promise<import('./check-log.mjs').LogEvent[]>}
 */
export const readLog = async (folder) => {
  const store = await openSqliteEventStore({ folder, readOnly: true });
  try {
    const events = [];
    for await (const { position, revision, stream, type, metadata } of store.readAll()) {
      const { commandId, actor } = JSON.parse(metadata ?? '{}');
      events.push({ position, revision, stream, type, commandId: String(commandId), actor: String(actor?.role) });
    }
    return events;
  } finally {
    await store.close();
  }
};
