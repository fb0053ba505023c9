import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '@konsil/domain';
import { type IdentityDatabase, openIdentityDatabase } from './database.js';
import { isDemoData, markAsDemoData } from './demo-mark.js';
import { endEverySignIn } from './ending.js';
import { secretNamed, signingKeys, storedSigningKeys } from './keys.js';
import { OidcAdapter } from './oidc-adapter.js';
import { OneTimeLinks } from './one-time-links.js';
import { Passwords } from './passwords.js';
import { Revocations } from './revocations.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;

describe('the end of every sign-in of a folder', () => {
  let folder: string;
  let database: IdentityDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konsil-ending-'));
    database = openIdentityDatabase(folder);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  it('takes sessions, links and the keys of tokens and cookies, and leaves passwords and the mark of sample data', async () => {
    markAsDemoData(database);
    const [links, passwords] = [new OneTimeLinks(database), new Passwords(database)];
    await passwords.set(anna, 'a long password');
    await signingKeys(database);
    const cookies = secretNamed(database, 'cookies');
    const sessions = new OidcAdapter('Session', database, new Revocations(database));
    await sessions.upsert('s-1', { accountId: anna });
    const register = links.create('register', anna);
    endEverySignIn(folder);
    expect(await sessions.find('s-1')).toBeUndefined();
    expect(links.personOf('register', register)).toBeUndefined();
    expect(storedSigningKeys(database)).toEqual([]);
    expect(secretNamed(database, 'cookies')).not.toEqual(cookies);
    expect(await passwords.matches(anna, 'a long password')).toBe(true);
    expect(isDemoData(database)).toBe(true);
  });

  it('leaves it known for whom the first link was made, so that another one can take its place', () => {
    const links = new OneTimeLinks(database);
    const welcome = links.create('welcome', anna);
    endEverySignIn(folder);
    expect(links.personOf('welcome', welcome)).toBeUndefined();
    expect(links.lastUnused('welcome')).toBe(anna);
  });

  it('makes no file where there is none', () => {
    const empty = join(folder, 'empty');
    endEverySignIn(empty);
    expect(existsSync(empty)).toBe(false);
  });
});
