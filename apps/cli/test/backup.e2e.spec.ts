import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { konsil, runNode, temporaryFolder } from './support/run.js';

/** Every call starts the program anew. */
const MINUTES = 60_000;

describe('konsil backup and restore, in a folder with patients of 2010', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const keys = `${data}-keys`;
  const ledger = join(keys, 'erasure-ledger.jsonl');
  const backup = join(folder.path, 'backup');
  const env = { KONSIL_DATA: data, KONSIL_LOG_LEVEL: 'error' };
  let ids: Readonly<Record<'providerId' | 'ended', string>>;

  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    konsil(args, { env: { ...env, ...more } });
  const eraseEnded = () =>
    run(['keys', 'erase', ids.ended, '--decided-by', ids.providerId, '--requested-by', 'patient']);
  const typesOf = async (patient: string) => {
    const { out } = await run(['events', '--stream', `patient-${patient}`]);
    return out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly type: string }).type);
  };
  const statesOf = async (patient: string) => {
    const { out } = await run(['keys', 'list', '--subject', patient]);
    return [...out.matchAll(/"state":"([a-z-]+)"/g)].map(([, state]) => state);
  };
  /** Where nothing may be left of a restore that was refused. */
  const other = join(folder.path, 'other');
  const refused = async (expected: RegExp, ...args: readonly string[]) => {
    const { code, out, err } = await run(['restore', ...args]);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(expected) });
    expect(err).not.toMatch(/^\s+at /m);
    expect([other, `${other}.unfinished`].filter(existsSync)).toEqual([]);
  };

  beforeAll(async () => {
    mkdirSync(data);
    ids = JSON.parse((await runNode(['apps/cli/test/support/old-practice.mjs', data])).out) as typeof ids;
    expect(await run(['backup', backup])).toEqual({
      code: 0,
      out: expect.stringMatching(/^events\.db, keys\.db copied, [\d,]+ bytes; the log up to position \d+\n$/),
      err: '',
    });
    expect(await eraseEnded()).toMatchObject({ code: 0 });
    renameSync(data, `${data}.lost`);
  }, 5 * MINUTES);

  afterAll(() => folder.remove());

  it(
    'refuses to make one in the data folder, or around key-encryption key and ledger',
    async () => {
      cpSync(`${data}.lost`, data, { recursive: true });
      const before = readdirSync(keys);
      for (const [target, expected] of [
        [join(data, 'backup'), /lies in the data folder/],
        [keys, /KONSIL_KEK_FILE or KONSIL_ERASURE_LEDGER lies in/],
      ] as const)
        expect(await run(['backup', target])).toEqual({ code: 1, out: '', err: expect.stringMatching(expected) });
      expect(readdirSync(keys)).toEqual(before);
      rmSync(data, { recursive: true });
    },
    2 * MINUTES,
  );

  it(
    'warns of a backup beside the key-encryption key',
    async () => {
      const at = { KONSIL_DATA: `${data}.lost`, KONSIL_KEK_FILE: join(keys, 'kek'), KONSIL_ERASURE_LEDGER: ledger };
      const { code, err } = await run(['backup', join(keys, 'backup')], at);
      expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^The backup lies beside KONSIL_KEK_FILE/) });
      rmSync(join(keys, 'backup'), { recursive: true });
    },
    MINUTES,
  );

  it(
    'refuses to restore without the ledger, with an older one, or with another key-encryption key',
    async () => {
      await refused(/^There is no erasure ledger at .*--without-ledger/, backup, '--data', other);
      mkdirSync(`${other}-keys`);
      cpSync(join(keys, 'kek'), join(`${other}-keys`, 'kek'));
      const otherLedger = join(`${other}-keys`, 'erasure-ledger.jsonl');
      writeFileSync(otherLedger, '');
      await refused(/lacks 3 erasures that the backup knows: it is older, or another one/, backup, '--data', other);
      cpSync(ledger, otherLedger);
      writeFileSync(join(`${other}-keys`, 'kek'), Buffer.alloc(32).toString('base64'));
      await refused(/wrapped by another key-encryption key.*kek\.previous/, backup, '--data', other);
    },
    3 * MINUTES,
  );

  it(
    'erases again who was erased since, and records it again, once',
    async () => {
      expect(await run(['restore', backup])).toEqual({
        code: 0,
        // Of the one who was erased since; and of another one whose erasure had never been recorded.
        out: expect.stringMatching(/ 3 keys destroyed again, 2 erasures recorded again\./),
        err: '',
      });
      expect(await statesOf(ids.ended)).toEqual(['destroyed', 'destroyed', 'destroyed']);
      expect((await typesOf(ids.ended)).filter((type) => type === 'PersonalDataErased')).toHaveLength(1);
      expect(await run(['fsck'])).toMatchObject({ code: 0, out: expect.stringMatching(/nothing found/) });
      await refused(/is not empty: nothing is ever written over/, backup);
      // The next one who opens the log to write finds nothing left to record.
      expect((await eraseEnded()).out).toMatch(/"destroyedKeys":\[\],"recorded":\[\]/);
      expect((await typesOf(ids.ended)).filter((type) => type === 'PersonalDataErased')).toHaveLength(1);
    },
    3 * MINUTES,
  );

  it(
    'restores without the ledger when told so',
    async () => {
      const [elsewhere, missing] = [join(folder.path, 'elsewhere'), join(folder.path, 'missing.jsonl')];
      const at = { KONSIL_KEK_FILE: join(keys, 'kek'), KONSIL_ERASURE_LEDGER: missing };
      const restored = await run(['restore', backup, '--data', elsewhere, '--without-ledger'], at);
      expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/ 0 keys destroyed again/) });
      // What the backup itself knows stands in a ledger from now on.
      expect(readFileSync(missing, 'utf8').trim().split('\n')).toHaveLength(3);
    },
    MINUTES,
  );
});
