import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import Database from 'better-sqlite3';
import { konsil, temporaryFolder } from './support/run.js';

describe('konsil fsck', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let data: string;
  const fsck = () => konsil(['fsck'], { env: { KONSIL_DATA: data } });
  const change = (sql: string): void => {
    const db = new Database(join(data, 'events.db'));
    db.exec(sql);
    db.close();
  };

  beforeAll(async () => {
    folder = temporaryFolder();
    data = join(folder.path, 'data');
    const { kekFile, ledgerFile } = { kekFile: `${data}-keys/kek`, ledgerFile: `${data}-keys/erasure-ledger.jsonl` };
    const keys = await openSqliteKeys({ file: join(data, 'keys.db'), kekFile, ledgerFile });
    const store = await openSqliteEventStore({ folder: data, checkpoints: 'in-process' });
    const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
    const events = ['de', 'en', 'fr'].map((language, number) => ({
      id: `00000000-0000-4000-8000-00000000000${number}`,
      type: 'LanguageChosen',
      data: { language },
      metadata: { actor: { id: 'anna', role: 'provider' } },
    }));
    const placement = { stream: 'account-anna', firstRevision: 0, time: new Date().toISOString() };
    await store.append({
      stream: 'account-anna',
      expected: 'no-stream',
      events: await codec.encode(events, placement),
    });
    await store.close();
    await keys.close();
  });

  afterAll(() => folder.remove());

  it('says what it has looked at, finds nothing in sound data and ends with 0', async () => {
    expect(await fsck()).toEqual({
      code: 0,
      out: '3 events in 1 streams, 0 keys and 0 destroyed ones: nothing found\n',
      err: '',
    });
  });

  it('names what was changed and where, one line each, and ends with 1', async () => {
    change(`UPDATE events SET data = replace(data, 'en', 'de') WHERE position = 1`);
    const { code, out, err } = await fsck();
    change(`UPDATE events SET data = replace(data, 'de', 'en') WHERE position = 1`);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(
      [
        'events.db at position 1, stream account-anna, revision 1: the stored data are not those of the digest',
        '3 events in 1 streams, 0 keys and 0 destroyed ones: 1 found',
        '',
      ].join('\n'),
    );
  });

  it('reports a log that has lost its end, and the start refuses it with a way out', async () => {
    change('DELETE FROM events WHERE position = 2');
    const { code, out } = await fsck();
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/lost its end.* names 2/) });
    const start = await konsil(['serve'], { env: { KONSIL_DATA: data, KONSIL_PORT: '0' } });
    expect({ code: start.code, err: start.err }).toEqual({
      code: 1,
      err: expect.stringMatching(/remove events\.head/),
    });
    expect(start.err).not.toMatch(/^\s+at /m);
  });

  it('says that there is no data folder, and makes none', async () => {
    const other = join(folder.path, 'other');
    const { code, err } = await konsil(['fsck'], { env: { KONSIL_DATA: other } });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/no data folder yet/) });
    expect(existsSync(other)).toBe(false);
  });
});
