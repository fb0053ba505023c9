/**
 * FROZEN. The least that reading a log can cost: every row of one table in the order of its primary key, its two JSON
 * texts parsed, nothing kept. Changing this file makes old figures worthless; add another baseline instead.
 */

import Database from 'better-sqlite3';

interface Texts {
  readonly data: string;
  readonly metadata: string;
}

/** Copies texts into a bare table of their own, so that the scan does not depend on how the product lays out its log. */
export const fillBareLog = async (
  file: string,
  events: AsyncIterable<{ readonly data: string | undefined; readonly metadata: string | undefined }>,
): Promise<number> => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec('CREATE TABLE events (position INTEGER PRIMARY KEY, data TEXT NOT NULL, metadata TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?)');
  let count = 0;
  db.exec('BEGIN');
  for await (const { data, metadata } of events) insert.run(count++, data ?? 'null', metadata ?? 'null');
  db.exec('COMMIT');
  db.close();
  return count;
};

/** Reads and parses the whole file; answers events per second. */
export const scanAndParse = (file: string): number => {
  const db = new Database(file, { readonly: true });
  const scan = db.prepare<[], Texts>('SELECT data, metadata FROM events ORDER BY position');
  let count = 0;
  let parsed = 0;
  const started = performance.now();
  for (const { data, metadata } of scan.iterate()) {
    const texts: readonly unknown[] = [JSON.parse(data), JSON.parse(metadata)];
    parsed += texts.length;
    count += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  db.close();
  if (parsed !== 2 * count) throw new Error('not every text was parsed');
  return count / seconds;
};
