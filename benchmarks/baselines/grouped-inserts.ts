/**
 * FROZEN. What the disk and SQLite give when nobody asks anything of them: events put into one bare table, 32 in a
 * transaction, in WAL mode with a full sync at each commit. No expected revision, no idempotency, no promise per event
 * and, unless asked for, no index beside the primary key. Changing this file makes old figures worthless; add another baseline instead.
 */

import Database from 'better-sqlite3';

export interface BareEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const BARE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL,
  type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, recorded_at TEXT NOT NULL)`;

/** What no log can do without: finding a stream's events. Each group then touches an index page per stream. */
const INDEX = 'CREATE UNIQUE INDEX by_stream ON events (stream, revision)';

/** Inserts all events into a new file; answers events per second. */
export const groupedInserts = (
  file: string,
  events: readonly BareEvent[],
  { group = 32, index = false }: { readonly group?: number; readonly index?: boolean } = {},
): number => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(BARE);
  if (index) db.exec(INDEX);
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const recordedAt = new Date().toISOString();
  const insertGroup = db.transaction((from: number) => {
    for (let at = from; at < Math.min(from + group, events.length); at += 1) {
      const event = events[at];
      if (event !== undefined)
        insert.run(at, event.id, event.stream, event.revision, event.type, event.data, event.metadata, recordedAt);
    }
  });
  const started = performance.now();
  for (let from = 0; from < events.length; from += group) insertGroup(from);
  const seconds = (performance.now() - started) / 1000;
  db.close();
  return events.length / seconds;
};
