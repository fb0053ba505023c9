import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, konsil, plainEnvironment, ROOT, runNode, temporaryFolder } from './support/run.js';

/** Every call starts the program anew. */
const MINUTES = 60_000;

describe('konsil parked, in a folder with an event that nobody knows', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const env = { KONSIL_DATA: data };
  const parked = (...args: readonly string[]) => konsil(['parked', ...args], { env });
  let ids: {
    readonly providerId: string;
    readonly administratorId: string;
    readonly stopped: string;
    readonly position: number;
  };
  const skip = (changed: Readonly<Record<string, string>> = {}) => {
    const options = { position: String(ids.position), reason: 'event-unknown', 'decided-by': ids.administratorId };
    const named = Object.entries({ ...options, ...changed }).flatMap(([name, value]) => [`--${name}`, value]);
    return parked('skip', 'patients', ids.stopped, ...named);
  };

  beforeAll(async () => {
    mkdirSync(data);
    ids = JSON.parse((await runNode(['apps/cli/test/support/parked-practice.mjs', data])).out) as typeof ids;
  }, 3 * MINUTES);

  afterAll(() => folder.remove());

  it(
    'lists nothing before there are rows, and the group afterwards, by ids alone',
    async () => {
      expect(await parked('list')).toEqual({ code: 0, out: '', err: '' });
      expect((await konsil(['rebuild'], { env })).code).toBe(0);
      const { code, out } = await parked('list');
      expect(code).toBe(1);
      const lines = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly projection: string });
      expect(lines.find(({ projection }) => projection === 'patients')).toEqual({
        ...{ projection: 'patients', group: ids.stopped, position: ids.position, eventType: 'PatientTeleported' },
        reason: expect.any(String),
        parkedAt: expect.any(String),
      });
    },
    MINUTES,
  );

  it(
    'leaves it parked when it is tried again in vain',
    async () => {
      const { code, out } = await parked('retry', 'patients', ids.stopped);
      expect([code, JSON.parse(out)]).toEqual([
        1,
        { projection: 'patients', group: ids.stopped, now: { position: ids.position, reason: expect.any(String) } },
      ]);
    },
    MINUTES,
  );

  it(
    'refuses what is no order, and changes nothing',
    async () => {
      const refusals = [
        await skip({ reason: 'because' }),
        await skip({ position: 'here' }),
        await skip({ position: '1' }),
        await skip({ 'decided-by': ids.providerId }),
        await parked('retry', 'patients'),
        await parked('retry', 'patients', ids.providerId),
      ];
      expect(refusals.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1]);
      const [reason, position, elsewhere, provider, half, notParked] = refusals.map(({ err }) => err);
      expect(reason).toContain('event-damaged, event-unknown, program-defect, corrected-since');
      expect(position).toContain('a whole number from 0');
      expect(elsewhere).toBe(
        `OPERATIONS.PARKED_ELSEWHERE: The group is parked at another event. (position: ${ids.position})\n`,
      );
      expect(provider).toMatch(/^ACCESS\./);
      expect(half).toContain('Name projection and group');
      expect(notParked).toContain('is not parked');
      expect((await parked('list')).code).toBe(1);
    },
    3 * MINUTES,
  );

  it(
    'may be listed beside a server, which has to be stopped for the rest',
    async () => {
      const port = String(await freePort());
      const server = spawn(process.execPath, ['apps/cli/bin/konsil.js', 'serve'], {
        ...{
          cwd: ROOT,
          env: { ...plainEnvironment(), ...env, KONSIL_PORT: port },
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      });
      try {
        await once(server.stdout ?? server, 'data');
        expect((await parked('list')).out).toContain(ids.stopped);
        for (const refused of [await parked('retry'), await skip()])
          expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('stop it first') });
      } finally {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
    },
    2 * MINUTES,
  );

  it(
    'goes on without the event once an administrator has had it skipped, also after a rebuild',
    async () => {
      const { code, out } = await skip();
      expect([code, JSON.parse(out)]).toMatchObject([0, { group: ids.stopped, now: 'goes on' }]);
      const still = (await parked('list')).out;
      expect(still).not.toContain('"projection":"patients"');
      expect((await konsil(['rebuild'], { env })).code).toBe(0);
      expect((await parked('list')).out).toBe(still);
      expect((await konsil(['rebuild', '--compare'], { env })).code).toBe(0);
    },
    2 * MINUTES,
  );
});
