import { mkdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, konsil, plainEnvironment, ROOT, runNode, temporaryFolder } from './support/run.js';

interface Ids {
  readonly providerId: string;
  readonly ended: string;
  readonly treated: string;
  readonly halfErased: string;
}

interface Entry {
  readonly subject: string;
  readonly class: string;
  readonly keyId: string;
  readonly createdAt: string;
  readonly state: string;
}

/** Every call starts the program anew. */
const MINUTES = 60_000;

describe('konsil keys, in a folder with patients of 2010', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const env = { KONSIL_DATA: data, KONSIL_PORT: '0', KONSIL_LOG_LEVEL: 'error' };
  let ids: Ids;

  const keys = (...args: readonly string[]) => konsil(['keys', ...args], { env });
  const erase = (patient: string, ...options: readonly string[]) =>
    keys('erase', patient, '--decided-by', ids.providerId, ...options);
  const linesOf = (out: string): readonly unknown[] =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  const statesOf = async (...patients: readonly string[]) => {
    const entries = linesOf((await keys('list')).out) as readonly Entry[];
    return patients.map((patient) => entries.filter(({ subject }) => subject === patient).map(({ state }) => state));
  };
  const typesOf = async (...patients: readonly string[]) => {
    const { out } = await konsil(['events', '--stream', 'patient-'], { env });
    const events = linesOf(out) as readonly { readonly stream: string; readonly type: string }[];
    return patients.map((patient) =>
      events.filter(({ stream }) => stream === `patient-${patient}`).map(({ type }) => type),
    );
  };

  beforeAll(async () => {
    mkdirSync(data);
    const made = await runNode(['apps/cli/test/support/old-practice.mjs', data]);
    ids = JSON.parse(made.out) as Ids;
  }, 3 * MINUTES);

  afterAll(() => folder.remove());

  it(
    'lists subject, class, id, age and state, and no key material',
    async () => {
      const entries = linesOf((await keys('list', '--subject', ids.ended)).out) as readonly Entry[];
      expect(entries.map(({ class: of, state }) => [of, state])).toEqual([
        ['contact', 'in-use'],
        ['content', 'in-use'],
        ['evidence', 'in-use'],
      ]);
      expect(new Set(Object.keys(entries[0] ?? {}))).toEqual(
        new Set(['subject', 'class', 'keyId', 'createdAt', 'state', 'erasedAt']),
      );
    },
    MINUTES,
  );

  it(
    'refuses to erase what a duty keeps, what nobody asked for, and a patient of somebody else; nothing changes',
    async () => {
      const before = await typesOf(ids.ended, ids.treated);
      const refused = await Promise.all([erase(ids.ended, '--classes', 'contact,names'), keys('erase', ids.ended)]);
      for (const { code, err } of refused)
        expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^error: /) });
      const kept = await erase(ids.treated, '--requested-by', 'patient');
      expect({ code: kept.code, err: kept.err }).toEqual({
        code: 1,
        err: expect.stringMatching(/^PATIENT\.DUTY_TO_KEEP: .*class: content, keepUntil: 20\d\d-.*running: true\)\n$/),
      });
      expect((await erase(ids.ended)).err).toMatch(/^PATIENT\.NO_ERASURE_REQUESTED: /);
      expect((await keys('erase', ids.ended, '--decided-by', ids.treated)).err).toMatch(/^ACCESS\.NOT_FOUND: /);
      expect(await typesOf(ids.ended, ids.treated)).toEqual(before);
      expect((await statesOf(ids.ended, ids.treated)).flat()).toEqual(Array.from({ length: 6 }, () => 'in-use'));
    },
    3 * MINUTES,
  );

  it(
    'destroys the keys and records the erasure with its request; a second time there is nothing left to do',
    async () => {
      const { code, out } = await erase(ids.ended, '--requested-by', 'guardian');
      expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({
        code: 0,
        destroyedKeys: [expect.any(String), expect.any(String), expect.any(String)],
        recorded: ['ErasureRequested', 'PersonalDataErased'],
      });
      expect(await statesOf(ids.ended)).toEqual([['destroyed', 'destroyed', 'destroyed']]);
      expect(readFileSync(join(`${data}-keys`, 'erasure-ledger.jsonl'), 'utf8')).toContain(ids.ended);
      expect(JSON.parse((await erase(ids.ended, '--requested-by', 'guardian')).out)).toMatchObject({
        destroyedKeys: [],
        recorded: [],
      });
      // On the way it was recorded what a crash had left out behind the destruction of keys.
      const [erased, halfErased] = await typesOf(ids.ended, ids.halfErased);
      expect(erased?.slice(-2)).toEqual(['ErasureRequested', 'PersonalDataErased']);
      expect(halfErased?.slice(-2)).toEqual(['PatientCorrected', 'PersonalDataErased']);
    },
    3 * MINUTES,
  );

  it(
    'wraps every key anew, under a new key-encryption key; the one before it stays beside it',
    async () => {
      const kek = join(`${data}-keys`, 'kek');
      const before = readFileSync(kek, 'utf8');
      const { code, out } = await keys('rotate');
      expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+ keys are wrapped by .*kek\.\n/) });
      expect(out).toContain(`${kek}.previous`);
      expect(readFileSync(kek, 'utf8')).not.toBe(before);
      expect(readFileSync(`${kek}.previous`, 'utf8')).toBe(before);
    },
    MINUTES,
  );

  it(
    'neither erases nor rotates while a server runs, and says so',
    async () => {
      const served = { ...env, KONSIL_PORT: `${await freePort()}` };
      const child = spawn(process.execPath, ['apps/cli/bin/konsil.js', 'serve'], {
        cwd: ROOT,
        env: { ...plainEnvironment(), ...served },
      });
      const ended = once(child, 'close');
      try {
        await once(child.stdout, 'data');
        const [erasing, rotating] = await Promise.all([erase(ids.ended, '--requested-by', 'patient'), keys('rotate')]);
        expect({ code: erasing.code, err: erasing.err }).toEqual({
          code: 1,
          err: expect.stringMatching(new RegExp(`held by process ${child.pid}.* Stop it first`)),
        });
        expect({ code: rotating.code, err: rotating.err }).toEqual({
          code: 1,
          err: 'Another process has keys.db open: stop it first.\n',
        });
      } finally {
        child.kill('SIGTERM');
        await ended;
      }
    },
    3 * MINUTES,
  );
});
