import { describe, expect, it } from '@jest/globals';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { listKeys } from './listing.js';
import { rotateKeyEncryptionKey } from './rotating.js';
import { openDirectory } from './sqlite-directory.js';
import { openSqliteKeys } from './sqlite-keys.js';

const newFolder = temporaryFolder();
const NOW = '2026-03-01T08:00:00.000Z';

const someKeys = async () => {
  const folder = newFolder();
  const at = {
    file: join(folder, 'keys.db'),
    kekFile: join(folder, 'kek'),
    ledgerFile: join(folder, 'outside', 'erasures.jsonl'),
    clock: () => Date.parse(NOW),
  };
  const ring = await openSqliteKeys(at);
  const key = await ring.keyFor('p1', 'content');
  await ring.keyFor('p2', 'contact');
  await ring.erase('p2', ['contact', 'evidence']);
  await ring.close();
  const directory = await openDirectory(at);
  await directory.findOrProvision('luis@x.example', 'luis');
  await directory.close();
  return { ...at, folder, key };
};

/** Every key and the directory read as before. */
const expectReadable = async (at: Awaited<ReturnType<typeof someKeys>>, kekFile = at.kekFile): Promise<void> => {
  const ring = await openSqliteKeys({ ...at, kekFile });
  expect(await ring.keyById(at.key.id)).toEqual(at.key.key);
  await ring.close();
  const directory = await openDirectory({ file: at.file, kekFile });
  expect(await directory.find('luis@x.example')).toBe('luis');
  await directory.close();
};

const wrappedKeys = (file: string): readonly Buffer[] => {
  const db = new Database(file, { readonly: true });
  const wrapped = db
    .prepare<[], Buffer>('SELECT wrapped FROM keys WHERE wrapped IS NOT NULL UNION ALL SELECT wrapped FROM secrets')
    .pluck()
    .all();
  db.close();
  return wrapped;
};

describe('rotating the key-encryption key', () => {
  it('wraps everything anew, in the place of the old key, which stays beside it', async () => {
    const at = await someKeys();
    const [old, before] = [readFileSync(at.kekFile, 'utf8'), wrappedKeys(at.file)];
    const rotated = rotateKeyEncryptionKey(at);
    expect(rotated).toEqual({ keys: 1, kekFile: at.kekFile, previousKekFile: `${at.kekFile}.previous` });
    expect(readFileSync(at.kekFile, 'utf8')).not.toBe(old);
    expect(readFileSync(rotated.previousKekFile, 'utf8')).toBe(old);
    const bytes = readFileSync(at.file);
    for (const wrapped of before) expect(bytes.includes(wrapped)).toBe(false);
    await expectReadable(at);
    writeFileSync(at.kekFile, old);
    await expect(openSqliteKeys(at)).rejects.toMatchObject({ code: 'wrong-key-encryption-key' });
  });

  it.each([true, false])('takes a key from another file, there already: %s', async (isThere) => {
    const at = await someKeys();
    const newKekFile = join(at.folder, 'elsewhere', 'kek');
    if (isThere) writeFileSync(join(at.folder, 'mine'), randomBytes(32).toString('base64'));
    const chosen = isThere ? join(at.folder, 'mine') : newKekFile;
    expect(rotateKeyEncryptionKey({ ...at, newKekFile: chosen })).toMatchObject({ kekFile: chosen });
    await expectReadable(at, chosen);
    await expect(openSqliteKeys(at)).rejects.toMatchObject({ code: 'wrong-key-encryption-key' });
  });

  it('goes on with the old key where it was cut short before the commit', async () => {
    const at = await someKeys();
    writeFileSync(`${at.kekFile}.next`, randomBytes(32).toString('base64'));
    await expectReadable(at);
    rotateKeyEncryptionKey(at);
    await expectReadable(at);
    expect(existsSync(`${at.kekFile}.next`)).toBe(false);
  });

  it('goes on with the new key where it was cut short behind the commit', async () => {
    const at = await someKeys();
    copyFileSync(at.kekFile, join(at.folder, 'old'));
    rotateKeyEncryptionKey(at);
    renameSync(at.kekFile, `${at.kekFile}.next`);
    rmSync(`${at.kekFile}.previous`);
    copyFileSync(join(at.folder, 'old'), at.kekFile);
    await expectReadable(at);
    expect(readFileSync(`${at.kekFile}.previous`)).toEqual(readFileSync(join(at.folder, 'old')));
  });

  it('changes nothing where a stored key does not unwrap', async () => {
    const at = await someKeys();
    const db = new Database(at.file);
    db.prepare("UPDATE keys SET wrapped = zeroblob(60) WHERE subject = 'p1'").run();
    db.close();
    const before = wrappedKeys(at.file);
    expect(() => rotateKeyEncryptionKey(at)).toThrow(expect.objectContaining({ code: 'damaged-key' }));
    expect(wrappedKeys(at.file)).toEqual(before);
  });

  it('waits for nobody who has the keys open, and says so', async () => {
    const at = await someKeys();
    const ring = await openSqliteKeys(at);
    expect(() => rotateKeyEncryptionKey(at)).toThrow(expect.objectContaining({ code: 'in-use' }));
    await ring.close();
    rotateKeyEncryptionKey(at);
    await expectReadable(at);
  });

  it('needs a file and the right key', async () => {
    const at = await someKeys();
    expect(() => rotateKeyEncryptionKey({ ...at, file: join(at.folder, 'none.db') })).toThrow(
      expect.objectContaining({ code: 'missing' }),
    );
    writeFileSync(at.kekFile, randomBytes(32).toString('base64'));
    expect(() => rotateKeyEncryptionKey(at)).toThrow(expect.objectContaining({ code: 'wrong-key-encryption-key' }));
  });
});

describe('listing keys', () => {
  it('names subject, class, id, age and state, and no key material', async () => {
    const at = await someKeys();
    const listed = [...listKeys(at.file)];
    expect(listed).toEqual([
      { subject: 'p1', class: 'content', keyId: at.key.id, createdAt: NOW, state: 'in-use', erasedAt: null },
      { subject: 'p2', class: 'contact', keyId: expect.any(String), createdAt: NOW, state: 'destroyed', erasedAt: NOW },
      { subject: 'p2', class: 'evidence', keyId: null, createdAt: null, state: 'fenced', erasedAt: NOW },
    ]);
    expect([...listKeys(at.file, 'p1')]).toEqual(listed.slice(0, 1));
    expect([...listKeys(at.file, 'nobody')]).toEqual([]);
    expect(() => [...listKeys(join(at.folder, 'none.db'))]).toThrow(expect.objectContaining({ code: 'missing' }));
  });

  it('lists a file of the first version, which noted no age', async () => {
    const at = await someKeys();
    const db = new Database(at.file);
    db.exec(`
      ALTER TABLE keys DROP COLUMN created_at;
      ALTER TABLE addresses DROP COLUMN row_check;
      ALTER TABLE identities DROP COLUMN row_check;
      DELETE FROM schema_versions WHERE version > 1;`);
    db.close();
    expect([...listKeys(at.file, 'p1')]).toMatchObject([{ keyId: at.key.id, createdAt: null }]);
    await expectReadable(at);
  });
});
