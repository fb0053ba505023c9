import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '@konsil/domain';
import { type IdentityDatabase, openIdentityDatabase } from './database.js';
import { Revocations } from './revocations.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;
const luis = '0a1e0000-0000-4000-8000-000000000002' as PersonId;
const issuedAt = 1_000;
const now = () => (issuedAt + 60) * 1000;

describe('Two processes on one data folder', () => {
  let folder: string;
  let databases: IdentityDatabase[];
  let one: Revocations;
  let other: Revocations;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konsil-revocations-'));
    databases = [openIdentityDatabase(folder), openIdentityDatabase(folder)];
    const [first, second] = databases.map((database) => new Revocations(database, now));
    if (first === undefined || second === undefined) throw new Error('Nothing was opened.');
    [one, other] = [first, second];
  });
  afterEach(() => {
    for (const database of databases) database.close();
    rmSync(folder, { recursive: true });
  });

  it('honour a sign-out in the other one at the next request', () => {
    const token = { personId: anna, grantId: 'g-1', issuedAt };
    expect(other.isRevoked(token)).toBe(false);
    one.revokeGrant('g-1');
    expect([one, other].map((process) => process.isRevoked(token))).toEqual([true, true]);
    expect(other.isRevoked({ ...token, grantId: 'g-2' })).toBe(false);
  });

  it('honour the end of every sign-in of a person, and of that one alone', () => {
    expect(other.isRevoked({ personId: anna, issuedAt })).toBe(false);
    one.revokePerson(anna);
    expect([one, other].map((process) => process.isRevoked({ personId: anna, issuedAt }))).toEqual([true, true]);
    expect(other.isRevoked({ personId: luis, issuedAt })).toBe(false);
    expect(other.isRevoked({ personId: anna, issuedAt: issuedAt + 120 })).toBe(false);
  });

  it('keep what each has ended itself while the other goes on', () => {
    one.revokeGrant('g-1');
    other.revokeGrant('g-2');
    one.revokeGrant('g-3');
    for (const grantId of ['g-1', 'g-2', 'g-3'])
      for (const process of [one, other]) expect(process.isRevoked({ personId: luis, grantId, issuedAt })).toBe(true);
  });
});

it('A process that serves alone honours what it ended itself, before its start too, and looks for no others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'konsil-revocations-'));
  const database = openIdentityDatabase(folder);
  try {
    const token = { personId: luis, issuedAt };
    new Revocations(database, now).revokeGrant('g-1');
    const alone = new Revocations(database, now, { alone: true });
    alone.revokeGrant('g-2');
    alone.revokePerson(anna);
    for (const grantId of ['g-1', 'g-2']) expect(alone.isRevoked({ ...token, grantId })).toBe(true);
    expect(alone.isRevoked({ ...token, personId: anna })).toBe(true);
    expect(alone.isRevoked({ ...token, grantId: 'g-3' })).toBe(false);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
