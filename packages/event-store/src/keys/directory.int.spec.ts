import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.js';
import type { Directory } from './directory.js';
import { createMemoryDirectory } from './memory.js';
import { openDirectory } from './sqlite/sqlite-directory.js';

const newFolder = temporaryFolder();
const files = () => {
  const folder = newFolder();
  return { file: join(folder, 'keys.db'), kekFile: join(folder, 'kek') };
};

describe.each<[string, () => Promise<Directory>]>([
  ['in its file', () => openDirectory(files())],
  ['in memory', async () => createMemoryDirectory()],
])('the directory %s', (_where, open) => {
  it('provisions a person once, and finds them by every spelling of the address', async () => {
    const directory = await open();
    const first = await directory.findOrProvision('luis@praxis.example', 'person-1');
    expect(first).toEqual({ personId: 'person-1', provisioned: true });
    for (const email of ['luis@praxis.example', ' Luis@Praxis.Example\n', 'ｌuis@praxis.example']) {
      expect(await directory.find(email)).toBe('person-1');
      expect(await directory.findOrProvision(email, 'person-2')).toEqual({ personId: 'person-1', provisioned: false });
    }
    await directory.close();
  });

  it('knows nobody by an address that is only alike', async () => {
    const directory = await open();
    await directory.findOrProvision('luis@praxis.example', 'person-1');
    for (const email of ['luis@praxis.exampl', 'lu is@praxis.example', '']) {
      expect(await directory.find(email)).toBeUndefined();
    }
    await directory.close();
  });

  it('gives one id to one address when many ask at once', async () => {
    const directory = await open();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => directory.findOrProvision('mei@x.example', `person-${index}`)),
    );
    expect(new Set(answers.map((answer) => answer.personId)).size).toBe(1);
    expect(answers.filter((answer) => answer.provisioned)).toHaveLength(1);
    await directory.close();
  });

  it('links an outside identity once, and never over to somebody else', async () => {
    const directory = await open();
    expect(await directory.findIdentity('https://issuer.example', 's1')).toBeUndefined();
    expect(await directory.linkIdentity('https://issuer.example', 's1', 'person-1')).toBe('person-1');
    expect(await directory.linkIdentity('https://issuer.example', 's1', 'person-2')).toBe('person-1');
    expect(await directory.findIdentity('https://issuer.example', 's1')).toBe('person-1');
    expect(await directory.findIdentity('https://other.example', 's1')).toBeUndefined();
    await directory.close();
  });

  it('links one identity of an issuer to a person, and no second one', async () => {
    const directory = await open();
    expect(await directory.linkIdentity('https://issuer.example', 's1', 'person-1')).toBe('person-1');
    expect(await directory.linkIdentity('https://issuer.example', 's2', 'person-1')).toBeUndefined();
    expect(await directory.findIdentity('https://issuer.example', 's2')).toBeUndefined();
    expect(await directory.linkIdentity('https://issuer.example', 's1', 'person-1')).toBe('person-1');
    expect(await directory.linkIdentity('https://other.example', 's2', 'person-1')).toBe('person-1');
    expect(await directory.linkIdentity('https://issuer.example', 's2', 'person-2')).toBe('person-2');
    await directory.forget('person-1');
    expect(await directory.linkIdentity('https://issuer.example', 's3', 'person-1')).toBe('person-1');
    await directory.close();
  });

  it('forgets a person, and only that one', async () => {
    const directory = await open();
    await directory.findOrProvision('luis@x.example', 'person-1');
    await directory.findOrProvision('mei@x.example', 'person-2');
    await directory.linkIdentity('https://issuer.example', 's1', 'person-1');
    await directory.forget('person-1');
    expect(await directory.find('luis@x.example')).toBeUndefined();
    expect(await directory.findIdentity('https://issuer.example', 's1')).toBeUndefined();
    expect(await directory.find('mei@x.example')).toBe('person-2');
    await directory.close();
  });
});

describe('the file of the directory', () => {
  it('is shared by several processes and outlives them', async () => {
    const at = files();
    const [one, other] = [await openDirectory(at), await openDirectory(at)];
    await one.findOrProvision('luis@x.example', 'person-1');
    expect(await other.find('luis@x.example')).toBe('person-1');
    await Promise.all([one.close(), other.close()]);
    const later = await openDirectory(at);
    expect(await later.find('luis@x.example')).toBe('person-1');
    await later.close();
  });

  it('holds no address in any readable form', async () => {
    const at = files();
    const directory = await openDirectory(at);
    await directory.findOrProvision('luis@praxis.example', 'person-1');
    await directory.close();
    expect(readFileSync(at.file).includes('praxis')).toBe(false);
  });

  it('opens only with its own key-encryption key', async () => {
    const [at, other] = [files(), files()];
    await (await openDirectory(at)).close();
    await (await openDirectory(other)).close();
    await expect(openDirectory({ ...at, kekFile: other.kekFile })).rejects.toMatchObject({
      code: 'wrong-key-encryption-key',
    });
  });
});
