import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { konsil, runNode, temporaryFolder } from './support/run.js';

/** Every call starts the program anew. */
const MINUTES = 60_000;

describe('konsil rebuild, in a folder with a practice', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  /** What is served; another file after each rebuild. */
  const served = () => {
    const pointer = join(data, 'read-models.current');
    return join(data, existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : 'read-models.db');
  };
  const env = { KONSIL_DATA: data };
  let ids: { readonly providerId: string; readonly ended: string };
  const rebuild = (...args: readonly string[]) => konsil(['rebuild', ...args], { env });
  const change = (sql: string) => {
    const db = new DatabaseSync(served());
    const { changes } = db.prepare(sql).run();
    db.close();
    return changes;
  };

  beforeAll(async () => {
    mkdirSync(data);
    ids = JSON.parse((await runNode(['apps/cli/test/support/old-practice.mjs', data])).out) as typeof ids;
  }, 3 * MINUTES);

  afterAll(() => folder.remove());

  it(
    'says what is wrong where nothing is there, where there is none of that name, and where another one is at it',
    async () => {
      const nowhere = join(folder.path, 'nowhere');
      expect(await konsil(['rebuild'], { env: { KONSIL_DATA: nowhere } })).toEqual({
        ...{ code: 1, out: '' },
        err: 'there is no data folder yet; KONSIL_DATA says where to look\n',
      });
      expect(existsSync(nowhere)).toBe(false);
      expect(await rebuild('patient')).toEqual({
        ...{ code: 1, out: '' },
        err: expect.stringMatching(/^There is no read model patient; there are: patients, .*audit\.\n$/),
      });
      const lock = new DatabaseSync(join(data, 'rebuild.lock'));
      lock.exec('BEGIN EXCLUSIVE');
      expect(await rebuild()).toEqual({
        ...{ code: 1, out: '' },
        err: expect.stringMatching(/^Another process builds the read models in .* anew\. Wait for it, .*\n$/),
      });
      lock.close();
    },
    MINUTES,
  );

  it(
    'builds what is missing, and a comparison then finds nothing; without read models it says so',
    async () => {
      expect(await rebuild('--compare')).toEqual({
        code: 1,
        out: '',
        err: 'There are no read models to compare with yet.\n',
      });
      expect(await rebuild('people')).toEqual({
        ...{ code: 1, out: '' },
        err: 'The read models that are served are not complete, or of another version. Build all of them: konsil rebuild.\n',
      });
      expect(await rebuild()).toEqual({
        code: 0,
        out: expect.stringMatching(/^The read models are built anew up to position \d+, and served\.\n$/),
        err: '',
      });
      expect(await rebuild('--compare')).toEqual({
        code: 0,
        out: expect.stringMatching(/^Compared up to position \d+: no row differs\.\n$/),
        err: '',
      });
      expect(existsSync(join(data, 'read-models.compared'))).toBe(false);
    },
    MINUTES,
  );

  it(
    'a comparison tells changed, missing and added rows by table and key, and no word of them; a rebuild mends them',
    async () => {
      expect(
        change(`UPDATE patients SET givenName = 'Wrongly' WHERE patientId = (SELECT max(patientId) FROM patients)`),
      ).toBe(1);
      expect(change(`DELETE FROM auditEntries WHERE position = 1`)).toBe(1);
      expect(
        change('UPDATE messages SET position = position + 1000 WHERE position = (SELECT min(position) FROM messages)'),
      ).toBe(1);

      const { code, out } = await rebuild('--compare');
      const lines = out.trimEnd().split('\n');
      expect(code).toBe(1);
      expect(lines.at(-1)).toMatch(/^Compared up to position \d+: 4 rows differ\.$/);
      expect(lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)).toEqual([
        { table: 'patients', key: { patientId: expect.any(String) }, found: 'changed' },
        { table: 'messages', key: expect.objectContaining({ position: expect.any(Number) }), found: 'served only' },
        { table: 'messages', key: expect.objectContaining({ position: expect.any(Number) }), found: 'rebuilt only' },
        { table: 'auditEntries', key: { position: 1 }, found: 'rebuilt only' },
      ]);
      expect(out).not.toContain('Wrongly');

      expect((await rebuild()).code).toBe(0);
      expect((await rebuild('--compare')).code).toBe(0);
    },
    MINUTES,
  );

  it(
    'one read model alone is mended in a copy of the others, which stay as they are',
    async () => {
      expect(await rebuild('nothing')).toEqual({
        ...{ code: 1, out: '' },
        err: expect.stringMatching(/^There is no read model nothing; there are: .*patients.*people.*\.\n$/),
      });
      change(`UPDATE people SET name = 'Wrongly'`);
      change(`UPDATE patients SET givenName = 'Wrongly' WHERE patientId = (SELECT max(patientId) FROM patients)`);
      expect(await rebuild('people')).toEqual({
        ...{ code: 0, err: '' },
        out: expect.stringMatching(/^The read model people is built anew up to position \d+, and served\.\n$/),
      });
      const { out } = await rebuild('--compare');
      expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ table: 'patients', found: 'changed' });
      expect(out).toContain(': 1 row differs.');
      expect((await rebuild('patients')).code).toBe(0);
      expect((await rebuild('--compare')).code).toBe(0);
      expect(existsSync(join(data, 'read-models.copy'))).toBe(false);
    },
    2 * MINUTES,
  );

  it(
    'an erasure removes what a rebuild and a comparison that were cut short have left',
    async () => {
      const left = [
        join(data, 'read-models-9.db.building'),
        join(data, 'read-models-8.db'),
        join(data, 'read-models.compared'),
        join(data, 'read-models.copy'),
      ];
      for (const one of left) writeFileSync(one, 'rows');
      const decided = ['--decided-by', ids.providerId, '--requested-by', 'guardian'];
      expect(await konsil(['keys', 'erase', ids.ended, ...decided], { env })).toMatchObject({ code: 0 });
      expect(left.filter((one) => existsSync(one))).toEqual([]);
      expect((await rebuild('--compare')).code).toBe(0);
    },
    MINUTES,
  );
});
