import { describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteKeys } from '../keys/sqlite/sqlite-keys.js';
import { openSqliteEventStore } from '../sqlite/open.js';
import { filesOf, makeSampleFolder, SAMPLE_EVENTS, SAMPLE_SCHEMA, SAMPLE_STREAMS } from '../testing/sample-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { checkDataFolder, type FsckOptions, lineOf } from './index.js';

const newFolder = temporaryFolder();

const sample = async (): Promise<string> => {
  const folder = newFolder();
  await makeSampleFolder(folder);
  return folder;
};

const fsck = async (folder: string, options: Partial<FsckOptions> = {}) => {
  const lines: string[] = [];
  const { kekFile, ledgerFile } = filesOf(folder);
  const onFinding: FsckOptions['onFinding'] = (finding) => void lines.push(lineOf(finding));
  const summary = await checkDataFolder({ folder, kekFile, ledgerFile, schema: SAMPLE_SCHEMA, onFinding, ...options });
  return { lines, ...summary };
};

const change = (folder: string, file: 'events.db' | 'keys.db', sql: string): void => {
  const db = new Database(join(folder, file));
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
};

describe('the check of a data folder', () => {
  it('finds nothing in a sound one, counts what there is, and changes no byte', async () => {
    const folder = await sample();
    const bytes = () => ['events.db', 'keys.db', 'events.head'].map((name) => readFileSync(join(folder, name), 'hex'));
    const before = bytes();
    expect(await fsck(folder)).toEqual({
      lines: [],
      events: SAMPLE_EVENTS,
      streams: SAMPLE_STREAMS,
      living: SAMPLE_STREAMS - 1,
      destroyed: 1,
      findings: 0,
      untold: [],
      marked: SAMPLE_EVENTS - 1,
    });
    expect(bytes()).toEqual(before);
  });

  it('looks at a log that is being written, as far as it went', async () => {
    const folder = await sample();
    const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
    expect(await fsck(folder)).toMatchObject({ lines: [], events: SAMPLE_EVENTS });
    await store.close();
  });

  it.each<[string, 'events.db' | 'keys.db', string, RegExp]>([
    [
      'data',
      'events.db',
      `UPDATE events SET data = replace(data, 'p-1', 'p-2') WHERE position = 5`,
      /position 5, stream patient-p-1, revision 1: the stored data are not those of the digest/,
    ],
    [
      'an actor',
      'events.db',
      `UPDATE events SET metadata = replace(metadata, 'provider', 'staff') WHERE position = 5`,
      /position 5.*: the stored metadata are not those of the header/,
    ],
    [
      'a type',
      'events.db',
      `UPDATE events SET type = 'CaseCounted' WHERE position = 5`,
      /position 5.*: the header does not say what the log does/,
    ],
    [
      'a time',
      'events.db',
      `UPDATE events SET recorded_at = '2999-01-01T00:00:00.000Z' WHERE position = 39`,
      /position 39.*: place, time or metadata/,
    ],
    [
      'the name of a stream',
      'events.db',
      `UPDATE streams SET name = 'patient-p-9' WHERE key = 2`,
      /patient-p-9.*: the header does not say/,
    ],
    ['a missing event', 'events.db', 'DELETE FROM events WHERE position = 7', /events are missing \(position 7\)/],
    [
      'a missing revision',
      'events.db',
      'UPDATE events SET revision = 40 WHERE position = 39',
      /revision 40: a revision is missing before/,
    ],
    [
      'an event without stream',
      'events.db',
      'DELETE FROM streams WHERE key = 1',
      /position 0, revision 0: the event belongs to no stream/,
    ],
    [
      'a stream without event',
      'events.db',
      `INSERT INTO streams (name) VALUES ('case-1')`,
      /stream case-1: the stream has no event/,
    ],
    [
      'an id that stands twice',
      'events.db',
      'UPDATE events SET id = (SELECT id FROM events WHERE position = 3) WHERE position = 9',
      /position 3: the event id stands 2 times/,
    ],
    [
      'another table',
      'events.db',
      'ALTER TABLE events RENAME COLUMN recorded_at TO recorded',
      /table events is not as it was made/,
    ],
    [
      'a newer schema',
      'events.db',
      `INSERT INTO schema_versions VALUES (9, '')`,
      /has schema version 9; this program knows up to 2/,
    ],
    [
      'a wrapped key',
      'keys.db',
      'UPDATE keys SET wrapped = zeroblob(60) WHERE wrapped IS NOT NULL',
      /a key does not open under the key-encryption key \(key /,
    ],
    ['whose key it is', 'keys.db', `UPDATE keys SET subject = 'p-7' WHERE subject = 'p-1'`, /a key does not open/],
    [
      'a key that is gone',
      'keys.db',
      `DELETE FROM keys WHERE subject = 'p-1'`,
      /events.db at position 1, .*: a key that the event names is not in keys.db/,
    ],
    [
      'a key destroyed without erasure',
      'keys.db',
      `UPDATE keys SET wrapped = NULL, destroyed_at = '2026-01-01' WHERE subject = 'p-1'`,
      /a key is destroyed without an erasure/,
    ],
    [
      'a key that outlived its erasure',
      'keys.db',
      `INSERT INTO fences SELECT 'p-1', class, erased_at FROM fences WHERE class = 'contact'`,
      /a key of an erased subject is still there[^]*an erasure is not in the ledger/,
    ],
    ['an erasure that was undone', 'keys.db', 'DELETE FROM fences', /an erasure of the ledger was not carried out/],
    ['a secret', 'keys.db', `DELETE FROM secrets WHERE name = 'directory'`, /a secret is missing \(directory\)/],
    [
      'an entry of the directory',
      'keys.db',
      `UPDATE addresses SET person = 'luis'`,
      /an entry of the directory has changed \(addresses row 1\)/,
    ],
  ])('reports %s', async (_what, file, sql, expected) => {
    const folder = await sample();
    change(folder, file, sql);
    const { lines, findings } = await fsck(folder);
    expect(lines.join('\n')).toMatch(expected);
    expect(findings).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/Näme|anna@|luis/);
  });

  it('reports types and schema versions that the program does not know', async () => {
    const folder = await sample();
    const { lines } = await fsck(folder, { schema: { CaseCounted: { version: 0 } } });
    expect(lines.join('\n')).toMatch(/position 0.*: the schema version is newer than this program/);
    expect(lines.join('\n')).toMatch(/position 1.*: the type is unknown to this program/);
  });

  it('tells 20 findings of a kind and counts the others', async () => {
    const folder = await sample();
    change(folder, 'events.db', `UPDATE events SET recorded_at = recorded_at || 'Z'`);
    const { lines, untold, findings } = await fsck(folder);
    expect([lines.length, findings]).toEqual([20, SAMPLE_EVENTS]);
    expect(untold).toEqual([{ kind: 'events.db place, time or metadata are not what was written', more: 20 }]);
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ['a file cut short', (folder) => truncateSync(join(folder, 'events.db'), 4096), /^events\.db: /],
    ['an empty log', (folder) => truncateSync(join(folder, 'events.db'), 0), /events\.db: table events is missing/],
    [
      'a file that is no database',
      (folder) => writeFileSync(join(folder, 'keys.db'), 'no database at all'),
      /keys\.db: .*SQLITE_NOTADB/,
    ],
    ['a missing log', (folder) => rmSync(join(folder, 'events.db')), /events\.db: is missing/],
    ['missing keys', (folder) => rmSync(join(folder, 'keys.db')), /keys\.db: is missing/],
    [
      'another key-encryption key',
      (folder) => writeFileSync(filesOf(folder).kekFile, Buffer.alloc(32).toString('base64')),
      /a secret does not open[^]*a key does not open/,
    ],
    ['no key-encryption key', (folder) => rmSync(filesOf(folder).kekFile), /the key-encryption key: is missing/],
    [
      'a ledger with a strange line',
      (folder) => appendFileSync(filesOf(folder).ledgerFile, 'x\n'),
      /the erasure ledger: holds a line/,
    ],
    [
      'a damaged head mark',
      (folder) => appendFileSync(join(folder, 'events.head'), ' '),
      /events\.head: The head mark events\.head is damaged/,
    ],
  ])('reports %s', async (_what, damage, expected) => {
    const folder = await sample();
    damage(folder);
    expect((await fsck(folder)).lines.join('\n')).toMatch(expected);
  });

  it.each([
    ['its head mark', 'DELETE FROM events WHERE position > 30', [], /names 39/],
    [
      'a reader of it',
      'SELECT 1',
      [{ name: 'read-models.db', position: 40 }],
      /^read-models\.db: .*position 40.* ends at 39/,
    ],
  ])('reports a log that ends before %s', async (_what, sql, witnesses, expected) => {
    const folder = await sample();
    change(folder, 'events.db', sql);
    expect((await fsck(folder, { witnesses })).lines.join('\n')).toMatch(expected);
  });

  it('finds nothing in a folder of the schema before row checks, once it was opened', async () => {
    const folder = await sample();
    change(
      folder,
      'events.db',
      'ALTER TABLE events DROP COLUMN row_check; DELETE FROM schema_versions WHERE version = 2',
    );
    const tables = ['addresses', 'identities'].map((table) => `ALTER TABLE ${table} DROP COLUMN row_check;`);
    change(folder, 'keys.db', `${tables.join('')} DELETE FROM schema_versions WHERE version = 3`);
    expect((await fsck(folder)).lines.join()).toMatch(
      /has schema version 1, not 2: a start of Konsil brings it up to date/,
    );
    await (await openSqliteEventStore({ folder, checkpoints: 'in-process' })).close();
    await (await openSqliteKeys(filesOf(folder))).close();
    expect((await fsck(folder)).lines).toEqual([]);
  });

  it('misses changed data without digests, as the control of the fault test has to', async () => {
    const folder = await sample();
    change(folder, 'events.db', `UPDATE events SET data = replace(data, 'p-1', 'p-2') WHERE position = 5`);
    expect((await fsck(folder, { unsafeWithoutDigests: true })).lines).toEqual([]);
  });
});
