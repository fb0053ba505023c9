/** What comes of a seal or a key that is not what was written: docs/packages/event-store.md, Seals and keys that do not fit. */

import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkDataFolder, lineOf } from '../fsck/index.js';
import { openSqliteKeys } from '../keys/sqlite/sqlite-keys.js';
import { eventCheck } from '../row-check.js';
import { openSqliteEventStore } from '../sqlite/open.js';
import { collect } from '../testing/contract/fixtures.js';
import { filesOf, makeSampleFolder, SAMPLE_SCHEMA } from '../testing/sample-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import type { Sealed, SealedField } from './sealing.js';
import { createCodec } from './create.js';
import { digestOf } from './header.js';

const newFolder = temporaryFolder();
const ERASED = { erased: true };
/** Two events of one stream whose names are sealed under one key. */
const [ONE, OTHER] = [1, 5];

type Row = { readonly data: string; readonly metadata: string; readonly recordedAt: string };
type Name = { readonly name: SealedField };

let folder: string;
beforeEach(async () => {
  folder = newFolder();
  await makeSampleFolder(folder);
});

const change = (file: string, sql: string): void => {
  const db = new Database(join(folder, file));
  db.exec(sql);
  db.close();
};

/** Changes the seal of an event; `forging`: digest, header and row check too, as somebody would who knows how. */
const changeSeal = (forging: boolean, to: (own: Sealed, other: Sealed) => Sealed): void => {
  const db = new Database(join(folder, 'events.db'));
  const read = db.prepare<[number], Row>(
    'SELECT data, metadata, recorded_at AS recordedAt FROM events WHERE position = ?',
  );
  const rowAt = (position: number): Row => {
    const row = read.get(position);
    if (row === undefined) throw new Error(`There is no position ${position}.`);
    return row;
  };
  const sealOf = ({ data }: Row): Sealed => (JSON.parse(data) as Name).name.$sealed;
  const { data, metadata, recordedAt } = rowAt(ONE);
  const seal = to(sealOf(rowAt(ONE)), sealOf(rowAt(OTHER)));
  const changed = JSON.stringify({ ...(JSON.parse(data) as Name), name: { $sealed: seal } });
  const told = forging ? metadata.replaceAll(digestOf(data), digestOf(changed)) : metadata;
  db.prepare('UPDATE events SET data = ?, metadata = ?, row_check = ? WHERE position = ?').run(
    ...[changed, told, eventCheck(ONE, recordedAt, told), ONE],
  );
  db.close();
};

const swapped = (forging: boolean) => () => changeSeal(forging, (_own, other) => other);
const cutTag = (forging: boolean) => () =>
  changeSeal(forging, (own) => ({ ...own, t: Buffer.from(own.t, 'base64url').subarray(0, 4).toString('base64url') }));

/** How both events read, and every other one has to as before. */
const reading = async () => {
  const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
  const keys = await openSqliteKeys(filesOf(folder));
  try {
    const stored = await collect(store.readAll());
    const decoded = await createCodec({ schema: SAMPLE_SCHEMA, keys, erased: ERASED }).decode(stored);
    return decoded.map((event) =>
      event.kind === 'event' ? { name: event.data['name'] } : { [event.kind]: 'reason' in event ? event.reason : '' },
    );
  } finally {
    await keys.close();
    await store.close();
  }
};

const fsck = async (): Promise<readonly string[]> => {
  const lines: string[] = [];
  const { kekFile, ledgerFile } = filesOf(folder);
  const places = { folder, kekFile, ledgerFile, schema: SAMPLE_SCHEMA };
  await checkDataFolder({ ...places, onFinding: (finding) => void lines.push(lineOf(finding)) });
  return lines;
};

describe('a seal that does not fit', () => {
  const opens = /does not open with its key at this place/;
  const digest = /not those of the stored digest/;

  it.each<[string, () => void, RegExp, RegExp | undefined]>([
    ['ciphertext swapped between two events', swapped(false), digest, /position 1/],
    ['the same, with digest and header forged to fit', swapped(true), opens, undefined],
    ['a tag cut to four bytes', cutTag(false), digest, /position 1/],
    ['the same, with digest and header forged to fit', cutTag(true), opens, undefined],
  ])('%s: that event alone is undecodable', async (_what, damage, reason, finding) => {
    const before = await reading();
    damage();
    const after = await reading();
    expect(after[ONE]).toEqual({ undecodable: expect.stringMatching(reason) as unknown });
    expect(after.toSpliced(ONE, 1)).toEqual(before.toSpliced(ONE, 1));
    expect(await fsck()).toEqual(finding === undefined ? [] : [expect.stringMatching(finding)]);
  });
});

describe('a key that does not fit', () => {
  it('under another key-encryption key nothing starts', async () => {
    writeFileSync(filesOf(folder).kekFile, `${randomBytes(32).toString('base64')}\n`);
    await expect(openSqliteKeys(filesOf(folder))).rejects.toMatchObject({ code: 'wrong-key-encryption-key' });
    expect(await fsck()).toContainEqual(expect.stringMatching(/does not open under the key-encryption key/));
  });

  it("somebody else's key in its place: what it sealed is undecodable, and no other key is touched", async () => {
    const before = await reading();
    change(
      'keys.db',
      `UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE subject = 'p-2') WHERE subject = 'p-1'`,
    );
    const after = await reading();
    expect(after[ONE]).toEqual({ undecodable: 'The key of name is not in the key ring.' });
    expect(after[2]).toEqual(before[2]);
    expect(await fsck()).toEqual([expect.stringMatching(/a key does not open/)]);
  });

  it('a key that is missing: what it sealed is undecodable, not erased', async () => {
    change('keys.db', `DELETE FROM keys WHERE subject = 'p-1'`);
    expect((await reading())[ONE]).toEqual({ undecodable: 'The key of name is not in the key ring.' });
    expect((await fsck()).join('\n')).toMatch(/key/);
  });

  it('a destroyed key: what it sealed reads as erased, and that is sound', async () => {
    const keys = await openSqliteKeys(filesOf(folder));
    await keys.erase('p-1', ['contact']);
    await keys.close();
    expect((await reading())[ONE]).toEqual({ name: ERASED });
    expect(await fsck()).toEqual([]);
  });
});
