/** The tables of `events.db`, their versions, and the fast check at start. */

import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { EventStoreError } from '../errors.js';
import { eventCheck, isCheck } from '../row-check.js';

/** Steps from one schema version to the next; a step, once released, is never changed. `event_check` is a function. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE streams (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE events (
     position INTEGER PRIMARY KEY,
     stream INTEGER NOT NULL REFERENCES streams (key),
     revision INTEGER NOT NULL,
     id TEXT NOT NULL,
     type TEXT NOT NULL,
     recorded_at TEXT NOT NULL,
     data TEXT NOT NULL,
     metadata TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);`,
  // Rows of the first version are covered from here on.
  `ALTER TABLE events ADD COLUMN row_check BLOB NOT NULL DEFAULT x'';
   UPDATE events SET row_check = event_check(position, recorded_at, metadata);`,
];

/** The version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** How many of the newest events the fast check looks at. */
const CHECKED_TAIL = 256;

const damaged = (message: string): never => {
  throw new EventStoreError('damaged', message);
};

/** The version of the file's tables, 0 where it holds none. */
export const versionOf = (db: Database): number => {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions'`).get();
  if (table === undefined) return 0;
  return db.prepare<[], number>('SELECT max(version) FROM schema_versions').pluck().get() ?? 0;
};

/** Brings the file to today's schema, in one transaction; gives a new log its id. */
export const migrate = (db: Database, now: string): void => {
  const version = versionOf(db);
  if (version > MIGRATIONS.length) damaged('events.db was written by a newer version of Konsil.');
  if (version === MIGRATIONS.length) return;
  db.function('event_check', { deterministic: true }, (position, recordedAt, metadata) =>
    eventCheck(Number(position), String(recordedAt), String(metadata)),
  );
  db.transaction(() => {
    if (version === 0) {
      db.exec(`CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT;
               CREATE TABLE log_identity (id TEXT PRIMARY KEY) STRICT;`);
      db.prepare('INSERT INTO log_identity (id) VALUES (?)').run(randomUUID());
    }
    for (const [index, step] of MIGRATIONS.entries()) {
      if (index < version) continue;
      db.exec(step);
      db.prepare('INSERT INTO schema_versions (version, applied_at) VALUES (?, ?)').run(index + 1, now);
    }
  }).immediate();
};

/** Refuses a file that is no log of today's schema; for readers, which never migrate. */
export const requireCurrentSchema = (db: Database): void => {
  const version = versionOf(db);
  if (version === MIGRATIONS.length) return;
  throw new EventStoreError('unavailable', `events.db has schema version ${version}, not ${MIGRATIONS.length}.`);
};

/** The identity of the log: what was derived from another log is recognised by it. */
export const logIdOf = (db: Database): string =>
  db.prepare<[], string>('SELECT id FROM log_identity').pluck().get() ?? damaged('events.db has no identity.');

interface TailRow {
  readonly position: number;
  readonly name: string | null;
  readonly before: number | null;
  readonly recordedAt: string;
  readonly metadata: string;
  readonly stored: unknown;
}

/**
 * The fast check: the newest events are dense, each fits its row check, belongs to a stream and has its predecessor
 * there. Constant time; throws `damaged`.
 */
export const checkTail = (db: Database): void => {
  const rows = db
    .prepare<[number], TailRow>(
      `SELECT e.position, s.name, CASE e.revision WHEN 0 THEN 0 ELSE
         (SELECT p.revision FROM events p WHERE p.stream = e.stream AND p.revision = e.revision - 1) END AS before,
         e.recorded_at AS recordedAt, e.metadata, e.row_check AS stored
       FROM events e LEFT JOIN streams s ON s.key = e.stream ORDER BY e.position DESC LIMIT ?`,
    )
    .all(CHECKED_TAIL);
  const head = rows[0]?.position ?? -1;
  if (rows.length !== Math.min(CHECKED_TAIL, head + 1)) damaged('Events are missing from the end of events.db.');
  for (const [index, row] of rows.entries()) {
    if (row.position !== head - index) damaged(`Position ${head - index} is missing from events.db.`);
    if (!isCheck(row.stored, eventCheck(row.position, row.recordedAt, row.metadata)))
      damaged(`The event at position ${row.position} is not what was written.`);
    if (row.name === null) damaged(`The event at position ${row.position} belongs to no stream.`);
    if (row.before === null) damaged(`The event at position ${row.position} has no predecessor in its stream.`);
  }
};
