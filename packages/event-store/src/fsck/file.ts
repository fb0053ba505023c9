/** What is checked of every file: that SQLite finds it sound, and that its tables are those that the program makes. */

import Database from 'better-sqlite3';
import type { Findings } from './findings.js';

const BUSY_TIMEOUT_MS = 5_000;
/** SQLite stops looking after this many of its own findings. */
const MOST_MESSAGES = 100;

export const openToCheck = (file: string): Database.Database => {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  // What has to be sorted goes to temporary files, so that memory stays bounded.
  db.pragma('temp_store = FILE');
  return db;
};

/** SQLite's own check of pages, tables and indexes. */
export const checkIntegrity = (db: Database.Database, file: string, findings: Findings): void => {
  const messages = db.pragma(`integrity_check(${MOST_MESSAGES})`) as { readonly integrity_check: string }[];
  for (const { integrity_check: message } of messages) {
    if (message !== 'ok') findings.add({ file, what: 'is damaged', detail: message });
  }
};

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly tableName: string;
  readonly sql: string | null;
}

const schemaOf = (db: Database.Database): readonly SchemaRow[] =>
  db.prepare<[], SchemaRow>('SELECT type, name, tbl_name AS tableName, sql FROM sqlite_schema').all();

/** Tables and indexes are those that `make` makes; further ones, as of a hook, are nobody's business here. */
export const checkTables = (
  db: Database.Database,
  file: string,
  make: (db: Database.Database) => void,
  findings: Findings,
): void => {
  const fresh = new Database(':memory:');
  make(fresh);
  const expected = schemaOf(fresh);
  fresh.close();
  const found = new Map(schemaOf(db).map((row) => [row.name, JSON.stringify(row)]));
  for (const row of expected) {
    const stored = found.get(row.name);
    if (stored === undefined) findings.add({ file, what: `${row.type} ${row.name} is missing` });
    else if (stored !== JSON.stringify(row))
      findings.add({ file, what: `${row.type} ${row.name} is not as it was made` });
  }
};

/** The file's schema versions count up from 1 to today's. */
export const checkVersions = (db: Database.Database, file: string, today: number, findings: Findings): void => {
  const versions = db.prepare<[], number>('SELECT version FROM schema_versions ORDER BY version').pluck().all();
  const newest = versions.at(-1) ?? 0;
  if (newest > today) findings.add({ file, what: `has schema version ${newest}; this program knows up to ${today}` });
  else if (newest < today) {
    findings.add({ file, what: `has schema version ${newest}, not ${today}: a start of Konsil brings it up to date` });
  } else if (versions.some((version, index) => version !== index + 1)) {
    findings.add({ file, what: 'its schema versions do not count up from 1' });
  }
};
