/** Everything about `events.db`. */

import type { Database } from 'better-sqlite3';
import type { HeadMark } from '../sqlite/head-mark.js';
import { logIdOf, migrate, SCHEMA_VERSION } from '../sqlite/schema.js';
import type { FsckOptions } from './check-folder.js';
import { checkMark, checkWitnesses, headOf } from './ends.js';
import { checkEvents, EVENTS_FILE } from './events.js';
import { checkIntegrity, checkTables, checkVersions } from './file.js';
import type { Findings } from './findings.js';
import { NamedKeys } from './named-keys.js';
import { checkEventIds, checkStreams } from './streams.js';

export interface LogCounts {
  events: number;
  streams: number;
}

/**
 * One check after the other; what one of them can't read does not keep the others from looking.
 * @param keys `keys.db`, where there is one
 */
export const checkLog = async (
  db: Database,
  keys: Database | undefined,
  mark: HeadMark | 'unreadable' | undefined,
  options: FsckOptions,
  findings: Findings,
): Promise<LogCounts> => {
  const counts: LogCounts = { events: 0, streams: 0 };
  const { schema, onProgress, witnesses = [], unsafeWithoutDigests: withoutDigests = false } = options;
  const attempt = (part: string, check: () => void | Promise<void>) => findings.attempt(EVENTS_FILE, part, check);
  await attempt('its tables', () => {
    checkTables(db, EVENTS_FILE, (fresh) => migrate(fresh, ''), findings);
    checkVersions(db, EVENTS_FILE, SCHEMA_VERSION, findings);
  });
  let head = -1;
  await attempt('its end', () => {
    head = headOf(db);
    checkWitnesses(witnesses, head, findings);
    checkMark(mark, { logId: logIdOf(db), position: head }, findings);
  });
  onProgress?.({ part: 'pages', done: 0, of: 1 });
  await attempt('its pages', () => checkIntegrity(db, EVENTS_FILE, findings));
  await attempt('the events', async () => {
    const namedKeys = keys && new NamedKeys(keys, findings);
    const progress = (done: number): void => onProgress?.({ part: 'events', done, of: head + 1 });
    const check = { db, head, schema, namedKeys, findings, onProgress: progress, withoutDigests };
    counts.events = await checkEvents(check);
  });
  await attempt('the streams', async () => {
    counts.streams = await checkStreams(db, head, findings);
  });
  await attempt('the event ids', () => checkEventIds(db, head, findings));
  return counts;
};
