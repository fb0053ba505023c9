/** The log by streams: revisions count up from 0, in the order of positions; and no event id stands twice. */

import type { Database } from 'better-sqlite3';
import { EVENTS_FILE } from './events.js';
import type { Findings } from './findings.js';
import { BEGINNING, PAGE } from './pages.js';
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Entry {
  readonly stream: number;
  readonly revision: number;
  readonly position: number;
}

/** How many of a kind are asked for at the most. */
const MOST = 100;

/** Walks every stream in the order of its revisions; answers how many streams there are. */
export const checkStreams = async (db: Database, head: number, findings: Findings): Promise<number> => {
  const page = db.prepare<[number | bigint, number | bigint, number], Entry>(
    `SELECT stream, revision, position FROM events INDEXED BY events_by_stream
     WHERE (stream, revision) > (?, ?) ORDER BY stream, revision LIMIT ?`,
  );
  const name = db.prepare<[number], string>('SELECT name FROM streams WHERE key = ?').pluck();
  const add = ({ stream, revision, position }: Entry, what: string): void => {
    const known: unknown = name.get(stream);
    const named = typeof known === 'string' ? { stream: known } : {};
    findings.add({ file: EVENTS_FILE, position, ...named, revision, what });
  };
  let streams = 0;
  let before: Entry | undefined;
  for (;;) {
    const entries = page.all(before?.stream ?? BEGINNING, before?.revision ?? BEGINNING, PAGE);
    for (const entry of entries) {
      const follows = before !== undefined && before.stream === entry.stream;
      if (before !== undefined && !isBehind(entry, before)) {
        return (add(entry, 'the index of streams leads backwards'), streams);
      }
      if (!follows) streams += 1;
      const expected = follows ? (before?.revision ?? -1) + 1 : 0;
      if (entry.position <= head && entry.revision !== expected) add(entry, 'a revision is missing before the event');
      if (follows && before !== undefined && entry.position <= before.position) {
        add(entry, 'the event stands in the log before its predecessor in the stream');
      }
      before = entry;
    }
    if (entries.length < PAGE) break;
    await nextTurn();
  }
  checkEmptyStreams(db, findings);
  return streams;
};

const isBehind = (entry: Entry, before: Entry): boolean =>
  entry.stream > before.stream || (entry.stream === before.stream && entry.revision > before.revision);

/** A stream comes with its first event. */
const checkEmptyStreams = (db: Database, findings: Findings): void => {
  const names = db
    .prepare<[number], unknown>(
      'SELECT name FROM streams s WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.stream = s.key) LIMIT ?',
    )
    .pluck()
    .all(MOST);
  for (const name of names) {
    findings.add({ file: EVENTS_FILE, stream: typeof name === 'string' ? name : '', what: 'the stream has no event' });
  }
};

interface Repeated {
  readonly id: string;
  readonly first: number;
  readonly count: number;
}

export const checkEventIds = (db: Database, head: number, findings: Findings): void => {
  const repeated = db
    .prepare<[number, number], Repeated>(
      `SELECT id, min(position) AS first, count(*) AS count FROM events WHERE position <= ?
       GROUP BY id HAVING count(*) > 1 ORDER BY first LIMIT ?`,
    )
    .all(head, MOST);
  for (const { id, first, count } of repeated) {
    findings.add({
      file: EVENTS_FILE,
      position: first,
      what: `the event id stands ${count} times`,
      detail: String(id),
    });
  }
};
