import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, konsil, plainEnvironment, ROOT, temporaryFolder } from './support/run.js';

interface Row {
  readonly caseId: string;
  readonly collaboratorStatus: string;
  readonly status: string;
  readonly category: string;
  readonly caseType: string | null;
  readonly patient: { readonly familyName: string } | null;
  readonly unread: number;
}

interface Page {
  readonly rows: readonly Row[];
  readonly total: { readonly count: number };
  readonly counts: { readonly all: number; readonly unread: number };
}

/** Every status that a case of this road can have (product.md C5). */
const STATUSES = ['not-shared', 'awaiting-setup', 'evaluating-setup', 'ready-for-approval', 'approved', 'archived'];

describe('konsil demo', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let env: Readonly<Record<string, string>>;
  let url: string;
  let child: ChildProcess;
  let output = '';

  beforeAll(async () => {
    folder = temporaryFolder();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { KONSIL_PORT: `${port}`, KONSIL_DATA: join(folder.path, 'data') };
    child = spawn(process.execPath, ['apps/cli/bin/konsil.js', 'demo'], {
      cwd: ROOT,
      env: { ...plainEnvironment(), ...env },
    });
    await new Promise<void>((done, failed) => {
      const take = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ctrl+C ends it.')) done();
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
      child.once('close', (code) => failed(new Error(`ended with ${code}:\n${output}`)));
    });
  }, 120_000);

  afterAll(async () => {
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    await ended;
    folder.remove();
  });

  const tokens = new Map<string, Promise<string>>();
  /** A process for each: asked for once. */
  const tokenOf = (person: string): Promise<string> => {
    const token = tokens.get(person) ?? minted(person);
    tokens.set(person, token);
    return token;
  };
  const minted = async (person: string): Promise<string> => {
    const { code, out, err } = await konsil(['token', '--as', person], { env });
    if (code !== 0) throw new Error(err);
    return out.trim();
  };
  const read = async <Body>(person: string, path: string): Promise<Body> => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${await tokenOf(person)}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };

  it('prints the sign-ins, the password and three calls to try, at its own address', () => {
    for (const name of ['anna', 'luis', 'jonas', 'mei', 'nora', 'lab', 'auditor'])
      expect(output).toContain(`${name}@konsil.example`);
    expect(output).toMatch(/password of all: \S+/);
    const calls = output.split('\n').filter((line) => line.trim().startsWith('curl '));
    expect(calls).toHaveLength(3);
    for (const call of calls) expect(call).toContain(`${url}/`);
  });

  it('has 60 cases: 45 of Anna and 15 of Luis, each status several times', async () => {
    const anna = await read<Page>('anna', '/orders?limit=200');
    const luis = await read<Page>('luis', '/orders?limit=200');
    expect([anna.total.count, luis.total.count]).toEqual([45, 15]);
    expect([anna.rows.length, anna.counts.all]).toEqual([45, 45]);
    const found = Map.groupBy(anna.rows, ({ collaboratorStatus }) => collaboratorStatus);
    expect([...found.keys()].sort()).toEqual([...STATUSES].sort());
    for (const status of STATUSES) expect(found.get(status)?.length).toBeGreaterThan(1);
    expect(new Set(anna.rows.map(({ status }) => status))).toEqual(
      new Set(['in-treatment', 'closed', 'action-needed']),
    );
    expect(new Set(anna.rows.map(({ caseType }) => caseType)).size).toBeGreaterThan(3);
    expect(anna.counts.unread).toBeGreaterThan(0);
    expect(new Set(anna.rows.map(({ patient }) => patient?.familyName)).size).toBeGreaterThan(15);
  });

  it('is shared with everybody who is a collaborator: persons, and the members of PlanWell', async () => {
    const everybody = ['luis', 'jonas', 'mei', 'nora', 'tom', 'anna'];
    await Promise.all(
      everybody.map(async (person) => {
        const { rows } = await read<Page>(person, '/collaborations?limit=200');
        expect({ person, some: rows.length > 0 }).toEqual({ person, some: true });
      }),
    );
    const { rows } = await read<Page>('luis', '/collaborations?limit=200');
    // Some are shared without the patient's name.
    expect(new Set(rows.map(({ patient }) => patient === null))).toEqual(new Set([true, false]));
  });

  it('speaks German and English in its conversations, and the auditor sees how it came about', async () => {
    const { rows } = await read<Page>('anna', '/orders?limit=200');
    const { entries } = await read<{ entries: { collaboratorId: string }[] }>('anna', '/roster');
    const token = await tokenOf('anna');
    const texts = await Promise.all(
      rows.slice(0, 12).flatMap(({ caseId }) =>
        entries.map(async ({ collaboratorId }) => {
          const answer = await fetch(`${url}/cases/${caseId}/conversations/${collaboratorId}/messages`, {
            headers: { authorization: `Bearer ${token}` },
          });
          return answer.text();
        }),
      ),
    );
    expect(texts.join('\n')).toContain('Mittellinie');
    expect(texts.join('\n')).toContain('midline');
    const trail = await read<{ entries: object[] }>('auditor', '/audit/entries?limit=1000');
    expect(trail.entries.length).toBeGreaterThan(300);
  });

  it('gives no token for somebody who is not of the sample data, and says who is', async () => {
    const { code, out, err } = await konsil(['token', '--as', 'mallory'], { env });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/mallory.*anna, luis/);
  });
});
