import { describe, expect, it } from '@jest/globals';
import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { readLedger } from '../ledger.js';
import { openSqliteKeys, type SqliteKeysOptions } from './sqlite-keys.js';

const newFolder = temporaryFolder();

const files = (): SqliteKeysOptions & { folder: string } => {
  const folder = newFolder();
  return {
    folder,
    file: join(folder, 'data', 'keys.db'),
    kekFile: join(folder, 'kek'),
    ledgerFile: join(folder, 'outside', 'erasures.jsonl'),
  };
};

describe('the key ring in its file', () => {
  it('has one key for each subject and class, the same after it was opened again', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    const content = await ring.keyFor('p1', 'content');
    const ids = [(await ring.keyFor('p1', 'contact')).id, (await ring.keyFor('p2', 'content')).id, content.id];
    expect(new Set(ids).size).toBe(3);
    await ring.close();
    const again = await openSqliteKeys(at);
    const same = await again.keyFor('p1', 'content');
    expect(same.id).toBe(content.id);
    expect(same.key.equals(content.key)).toBe(true);
    expect(await again.keyById(content.id)).toEqual(content.key);
    await again.close();
  });

  it('moves what a crash has left in the WAL into the file before anything is built on it', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    const made = await ring.keyFor('p1', 'content');
    const crashed = join(at.folder, 'crashed.db');
    for (const end of ['', '-wal']) copyFileSync(at.file + end, crashed + end);
    await ring.close();
    expect(statSync(`${crashed}-wal`).size).toBeGreaterThan(0);
    const again = await openSqliteKeys({ ...at, file: crashed });
    expect(statSync(`${crashed}-wal`).size).toBe(0);
    expect(await again.keyById(made.id)).toEqual(made.key);
    await again.close();
  });

  it('gives everyone who asks at the same time the same key', async () => {
    const ring = await openSqliteKeys(files());
    const keys = await Promise.all(Array.from({ length: 20 }, () => ring.keyFor('p1', 'content')));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
    await ring.close();
  });

  it('has made a key durable for every other process before it gives it out', async () => {
    const at = files();
    const [one, other] = [await openSqliteKeys(at), await openSqliteKeys(at)];
    const made = await one.keyFor('p1', 'content');
    expect((await other.keyFor('p1', 'content')).id).toBe(made.id);
    expect(await other.keyById(made.id)).toEqual(made.key);
    await Promise.all([one.close(), other.close()]);
  });

  it('answers unknown for a key id that it never had', async () => {
    const ring = await openSqliteKeys(files());
    expect(await ring.keyById('never')).toBe('unknown');
    await ring.close();
  });

  it('makes the key-encryption key readable for its owner alone', async () => {
    const at = files();
    await (await openSqliteKeys(at)).close();
    expect(statSync(at.kekFile).mode & 0o777).toBe(0o600);
  });

  it.each<[string, (file: string) => void]>([
    ['another', (file) => writeFileSync(file, randomBytes(32).toString('base64'))],
    ['a shortened', (file) => writeFileSync(file, 'c2hvcnQ=')],
    ['no', (file) => rmSync(file)],
  ])('refuses %s key-encryption key, and makes none in its place', async (_what, change) => {
    const at = files();
    await (await openSqliteKeys(at)).close();
    change(at.kekFile);
    const present = existsSync(at.kekFile);
    for (const _attempt of [1, 2]) {
      await expect(openSqliteKeys(at)).rejects.toMatchObject({ name: 'KeyError', code: 'wrong-key-encryption-key' });
    }
    expect(existsSync(at.kekFile)).toBe(present);
  });

  it('says so when a stored key was changed', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    const { id } = await ring.keyFor('p1', 'content');
    await ring.close();
    const db = new Database(at.file);
    db.prepare('UPDATE keys SET wrapped = zeroblob(60)').run();
    db.close();
    const again = await openSqliteKeys(at);
    await expect(again.keyById(id)).rejects.toMatchObject({ name: 'KeyError', code: 'damaged-key' });
    await again.close();
  });
});

describe('erasing a subject', () => {
  it('is known also to a process that erases alone and has made keys before, and after its restart', async () => {
    const at = { ...files(), erasesAlone: true };
    const ring = await openSqliteKeys(at);
    await Promise.all([ring.keyFor('p1', 'content'), ring.keyFor('p2', 'content')]);
    await ring.erase('p1', ['content']);
    await expect(ring.keyFor('p1', 'content')).rejects.toMatchObject({ code: 'fenced' });
    expect(await ring.isFenced('p2', 'content')).toBe(false);
    await ring.close();
    const again = await openSqliteKeys(at);
    expect(await again.isFenced('p1', 'content')).toBe(true);
    await again.close();
  });

  it('destroys its keys of these classes, fences them, and leaves the others', async () => {
    const ring = await openSqliteKeys(files());
    const [content, evidence] = [await ring.keyFor('p1', 'content'), await ring.keyFor('p1', 'evidence')];
    expect(await ring.erase('p1', ['content', 'contact'])).toEqual([content.id]);
    expect(await ring.keyById(content.id)).toBe('destroyed');
    expect(await ring.keyById(evidence.id)).toEqual(evidence.key);
    await expect(ring.keyFor('p1', 'content')).rejects.toMatchObject({ code: 'fenced' });
    await expect(ring.keyFor('p1', 'contact')).rejects.toMatchObject({ code: 'fenced' });
    expect(await ring.isFenced('p1', 'contact')).toBe(true);
    expect(await ring.isFenced('p1', 'evidence')).toBe(false);
    await ring.close();
  });

  it('leaves no byte of the wrapped key in the files', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    await ring.keyFor('p1', 'content');
    const db = new Database(at.file, { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM keys').pluck().get();
    db.close();
    await ring.erase('p1', ['content']);
    const bytes = [at.file, `${at.file}-wal`].map((file) => readFileSync(file));
    await ring.close();
    expect(wrapped).toHaveLength(60);
    expect(bytes.some((content) => content.includes(wrapped ?? ''))).toBe(false);
  });

  it('is forgotten by the cache of another process within a quarter of a second', async () => {
    const at = files();
    let now = Date.now();
    const [one, other] = [await openSqliteKeys(at), await openSqliteKeys({ ...at, clock: () => now })];
    const { id } = await one.keyFor('p1', 'content');
    await other.keyFor('p1', 'content');
    expect(other.cachedKey(id)).toBeDefined();
    await one.erase('p1', ['content']);
    await expect(other.keyFor('p1', 'content')).rejects.toMatchObject({ code: 'fenced' });
    now += 250;
    expect(other.cachedKey(id)).toBeUndefined();
    expect(await other.keyById(id)).toBe('destroyed');
    await Promise.all([one.close(), other.close()]);
  });

  it('stands in the ledger once, however often it is asked for', async () => {
    const at = files();
    const ring = await openSqliteKeys({ ...at, clock: () => 0 });
    await ring.erase('p1', ['content']);
    await ring.erase('p1', ['content']);
    await ring.close();
    const erasedAt = '1970-01-01T00:00:00.000Z';
    expect(readLedger(at.ledgerFile)).toEqual([{ subject: 'p1', classes: ['content'], erasedAt }]);
  });

  it('is carried out again on a restored file before that serves', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    const { id } = await ring.keyFor('p1', 'content');
    await ring.close();
    const backup = join(at.folder, 'backup.db');
    copyFileSync(at.file, backup);
    const later = await openSqliteKeys(at);
    await later.erase('p1', ['content']);
    await later.close();
    copyFileSync(backup, at.file);
    const restored = await openSqliteKeys(at);
    expect(await restored.keyById(id)).toBe('destroyed');
    expect(await restored.isFenced('p1', 'content')).toBe(true);
    await restored.close();
  });

  it('is finished at the next start when a crash came between fence and ledger', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    const { id } = await ring.keyFor('p1', 'content');
    await ring.close();
    const db = new Database(at.file);
    db.prepare(`INSERT INTO fences VALUES ('p1', 'content', '2026-01-01T00:00:00.000Z')`).run();
    db.close();
    const again = await openSqliteKeys(at);
    expect(await again.keyById(id)).toBe('destroyed');
    expect(readLedger(at.ledgerFile)).toHaveLength(1);
    await again.close();
  });

  it('goes on behind a line of the ledger that a crash has cut short', async () => {
    const at = files();
    const ring = await openSqliteKeys(at);
    await ring.erase('p1', ['content']);
    appendFileSync(at.ledgerFile, '{"subject":"p2","cla');
    await ring.erase('p3', ['contact']);
    await ring.close();
    expect(readLedger(at.ledgerFile).map((erasure) => erasure.subject)).toEqual(['p1', 'p3']);
  });

  it('refuses to open with a ledger that says something else in its middle', async () => {
    const at = files();
    await (await openSqliteKeys(at)).erase('p1', ['content']);
    appendFileSync(at.ledgerFile, 'not a line\n');
    await expect(openSqliteKeys(at)).rejects.toThrow();
  });
});
