/** Every event of the log in its order: its place, its bytes, what it says of itself, the keys it names. */

import type { Database } from 'better-sqlite3';
import { additionsOf, verifyDigest } from '../codec/header.js';
import type { StoredEvent } from '../port.js';
import { eventCheck, isCheck } from '../row-check.js';
import { PAGE, pagesOf } from './pages.js';
import type { Finding, Findings } from './findings.js';
import type { NamedKeys } from './named-keys.js';

export const EVENTS_FILE = 'events.db';

export interface EventsCheck {
  readonly db: Database;
  /** Position up to which to look: what comes meanwhile is not checked. */
  readonly head: number;
  /** Every event type with the newest schema version that this program knows. */
  readonly schema: Readonly<Record<string, { readonly version: number }>>;
  readonly namedKeys: NamedKeys | undefined;
  readonly findings: Findings;
  /** Called with the number of events that have been looked at. */
  readonly onProgress: (done: number) => void;
  /** Leaves out everything that rests on a digest: the control of the fault test. */
  readonly withoutDigests: boolean;
}

interface EventRow {
  readonly position: number;
  readonly stream: unknown;
  readonly revision: unknown;
  readonly id: unknown;
  readonly type: unknown;
  readonly recordedAt: unknown;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly stored: unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The event of a row; `undefined` where a value is not of the kind that is stored. */
const eventOf = ({ position, stream, revision, id, type, recordedAt, data, metadata }: EventRow) =>
  isText(stream) && isText(id) && isText(type) && isText(recordedAt) && isText(data) && isText(metadata)
    ? { position, stream, revision: Number(revision), id, type, recordedAt, data, metadata }
    : undefined;

/** Looks at every event; answers how many there are. */
export const checkEvents = async (check: EventsCheck): Promise<number> => {
  const { db, head, findings } = check;
  const page = db.prepare<[number | bigint, number, number], EventRow>(
    `SELECT e.position, s.name AS stream, e.revision, e.id, e.type, e.recorded_at AS recordedAt, e.data, e.metadata,
       e.row_check AS stored
     FROM events e LEFT JOIN streams s ON s.key = e.stream WHERE e.position > ? AND e.position <= ?
     ORDER BY e.position LIMIT ?`,
  );
  const wentBack = (): void => findings.add({ file: EVENTS_FILE, what: 'the positions do not count up' });
  let [count, next, time] = [0, 0, ''];
  for await (const rows of pagesOf(
    (place) => page.all(place, head, PAGE),
    (row) => row.position,
    wentBack,
  )) {
    const readable: StoredEvent[] = [];
    for (const row of rows) {
      if (row.position > next) findings.add(missing(next, row.position - 1));
      else if (row.position < next)
        findings.add({ file: EVENTS_FILE, what: 'a position too many', position: row.position });
      next = row.position + 1;
      const event = eventOf(row);
      if (event === undefined)
        findings.add({ ...placeOf(row), what: 'the event belongs to no stream or is unreadable' });
      else {
        readable.push(event);
        if (event.recordedAt < time)
          findings.add({ ...placeOf(row), what: 'its time is before that of its predecessor' });
        time = event.recordedAt;
        checkEvent(event, row.stored, check);
      }
    }
    check.namedKeys?.look(readable);
    count += rows.length;
    check.onProgress(count);
  }
  if (next <= head) findings.add(missing(next, head));
  return count;
};

const missing = (from: number, to: number): Finding => ({
  file: EVENTS_FILE,
  what: 'events are missing',
  detail: from === to ? `position ${from}` : `positions ${from} to ${to}`,
});

const placeOf = ({ position, stream, revision }: Pick<EventRow, 'position' | 'stream' | 'revision'>) => ({
  file: EVENTS_FILE,
  position,
  ...(isText(stream) ? { stream } : {}),
  ...(typeof revision === 'number' ? { revision } : {}),
});

const UNSOUND = {
  unreadable: 'data or metadata are no JSON, or have no header',
  'data-changed': 'the stored data are not those of the digest',
  'metadata-changed': 'the stored metadata are not those of the header',
  'header-changed': 'the header does not say what the log does',
} as const;

const checkEvent = (
  event: StoredEvent & { readonly metadata: string },
  stored: unknown,
  { schema, findings, withoutDigests }: EventsCheck,
): void => {
  const add = (what: string): void => findings.add({ ...placeOf(event), what });
  if (!withoutDigests) {
    const soundness = verifyDigest(event);
    if (soundness !== 'sound') add(UNSOUND[soundness]);
    else if (!isCheck(stored, eventCheck(event.position, event.recordedAt, event.metadata)))
      add('place, time or metadata are not what was written');
  }
  const version = additionsOf(event)?.schemaVersion;
  const known = Object.hasOwn(schema, event.type) ? schema[event.type] : undefined;
  if (known === undefined) add('the type is unknown to this program');
  else if (version === undefined || !Number.isSafeInteger(version) || version < 1) add('no schema version is named');
  else if (version > known.version) add('the schema version is newer than this program');
};
