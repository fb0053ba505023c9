/** Where the log ends, against everything outside `events.db` that says it went further. */

import type { Database } from 'better-sqlite3';
import { contradiction, type HeadMark } from '../sqlite/head-mark.js';
import type { Findings } from './findings.js';

/** Something that has read the log and noted how far: a read model, a policy. */
export interface Witness {
  /** What it is, as a finding calls it: `read-models.db`. */
  readonly name: string;
  /** Position of the last event that it has dealt with; -1: none. */
  readonly position: number;
}

/** @param mark read before the log's end was looked up: who writes meanwhile only adds */
export const checkMark = (mark: HeadMark | 'unreadable' | undefined, log: HeadMark, findings: Findings): void => {
  const what = contradiction(mark, log);
  if (what !== undefined) findings.add({ file: mark === 'unreadable' ? 'events.head' : 'events.db', what });
};

export const checkWitnesses = (witnesses: readonly Witness[], head: number, findings: Findings): void => {
  for (const { name, position } of witnesses) {
    if (position <= head) continue;
    const what = 'The log has lost its end, or the file belongs to another log';
    findings.add({ file: name, what, detail: `it is at position ${position}, the log ends at ${head}` });
  }
};

/** Position of the log's last event, -1 where it has none. */
export const headOf = (db: Database): number =>
  db.prepare<[], number | null>('SELECT max(position) FROM events').pluck().get() ?? -1;
