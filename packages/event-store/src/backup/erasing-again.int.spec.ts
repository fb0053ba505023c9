import { describe, expect, it } from '@jest/globals';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { openSqliteKeys } from '../keys/sqlite/sqlite-keys.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { applyLedger, erasuresMissingIn } from './erasing-again.js';

const newFolder = temporaryFolder();

/** Keys of `p-0` to `p-99`, `p-0` erased; a copy of the file; then `p-1` erased too. */
const filesWithErasures = async () => {
  const folder = newFolder();
  const [kekFile, ledgerFile] = [join(folder, 'kek'), join(folder, 'ledger.jsonl')];
  const file = join(folder, 'keys.db');
  const keys = await openSqliteKeys({ file, kekFile, ledgerFile });
  const ids = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => (await keys.keyFor(`p-${n}`, 'content')).id),
  );
  await keys.erase('p-0', ['content']);
  await keys.close();
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  const later = await openSqliteKeys({ file, kekFile, ledgerFile });
  await later.erase('p-1', ['content']);
  await later.close();
  return { kekFile, ledgerFile, file: copy, ids };
};

const wrappedKeyOf = (file: string, subject: string): Buffer => {
  const db = new Database(file, { readonly: true });
  const wrapped = db.prepare<[string], Buffer>('SELECT wrapped FROM keys WHERE subject = ?').pluck().get(subject);
  db.close();
  if (wrapped === undefined) throw new Error('there is no such key');
  return wrapped;
};

describe('the erasure ledger, applied to keys of a backup', () => {
  it('destroys what was erased since, and leaves no byte of it; all other keys stay', async () => {
    const { ids, ...files } = await filesWithErasures();
    const wrapped = wrappedKeyOf(files.file, 'p-1');
    expect(readFileSync(files.file).includes(wrapped)).toBe(true);
    expect(await applyLedger(files)).toBe(1);
    expect(readFileSync(files.file).includes(wrapped)).toBe(false);
    expect(await applyLedger(files)).toBe(0);
    const keys = await openSqliteKeys(files);
    const answers = await Promise.all(ids.map((id) => keys.keyById(id)));
    expect(answers.map((answer) => (typeof answer === 'string' ? answer : 'lives'))).toEqual(
      ids.map((_, n) => (n < 2 ? 'destroyed' : 'lives')),
    );
    await expect(keys.keyFor('p-1', 'content')).rejects.toMatchObject({ code: 'fenced' });
    await keys.close();
  });

  it('needs the key-encryption key of the backup', async () => {
    const { kekFile, ...files } = await filesWithErasures();
    writeFileSync(kekFile, randomBytes(32).toString('base64'));
    await expect(applyLedger({ ...files, kekFile })).rejects.toMatchObject({ code: 'wrong-key-encryption-key' });
  });

  it('is noticed to be older than the backup, or another one, by the erasures that it lacks', async () => {
    const { file, ledgerFile } = await filesWithErasures();
    expect(erasuresMissingIn(ledgerFile, file)).toBe(0);
    writeFileSync(ledgerFile, '');
    expect(erasuresMissingIn(ledgerFile, file)).toBe(1);
    expect(erasuresMissingIn(`${ledgerFile}.gone`, file)).toBe(1);
    appendFileSync(ledgerFile, 'no line\n');
    expect(() => erasuresMissingIn(ledgerFile, file)).toThrow('holds a line that is no erasure');
  });
});
