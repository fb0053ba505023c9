import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openSqliteKeys } from '@konsil/event-store';
import { konsil, temporaryFolder } from './support/run.js';

/** Nobody listens there: neither command asks the server. */
const SERVER = { KONSIL_EVENT_STORE: 'esdb://127.0.0.1:1?tls=false' };
/** Every call starts the program anew. */
const MINUTES = 60_000;

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const keys = { KONSIL_KEK_FILE: join(folder.path, 'kek'), KONSIL_ERASURE_LEDGER: join(folder.path, 'ledger.jsonl') };

beforeAll(async () => {
  const { KONSIL_KEK_FILE: kekFile, KONSIL_ERASURE_LEDGER: ledgerFile } = keys;
  await (await openSqliteKeys({ file: join(data, 'keys.db'), kekFile, ledgerFile })).close();
});

afterAll(() => folder.remove());

it(
  'with its log on a server a folder is backed up and restored without one, and only under that configuration',
  async () => {
    const [backup, restored] = [join(folder.path, 'backups', 'today'), join(folder.path, 'restored')];
    expect(await konsil(['backup', backup], { env: { ...keys, ...SERVER, KONSIL_DATA: data } })).toEqual({
      code: 0,
      out: expect.stringMatching(/^keys\.db copied, [\d,]+ bytes; the log is on its server and not in this backup\n$/),
      err: '',
    });
    const args = ['restore', backup, '--data', restored];
    expect(await konsil(args, { env: keys })).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The backup holds no log: /),
    });
    expect(await konsil(args, { env: { ...keys, ...SERVER } })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/ is restored, without a log: that is on its server\./),
    });
    expect(readdirSync(restored)).toEqual(['keys.db']);
  },
  2 * MINUTES,
);
