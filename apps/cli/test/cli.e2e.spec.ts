import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, konsil, plainEnvironment, ROOT, runNode, temporaryFolder } from './support/run.js';

/** `konsil serve`, from its start to its end. */
class Serving {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly greeted: Promise<void>;

  constructor(
    private readonly child: ChildProcess,
    readonly env: Readonly<Record<string, string>>,
  ) {
    this.ended = new Promise((done) => child.once('close', done));
    this.greeted = new Promise((done, failed) => {
      const take = (chunk: Buffer) => {
        this.output += chunk.toString();
        if (/Konsil runs at http\S+ .*\n/.test(this.output)) done();
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
      child.once('close', (code) => failed(new Error(`ended with ${code}:\n${this.output}`)));
    });
  }

  static async start(folder: string, data = 'data', port?: string): Promise<Serving> {
    const env = { KONSIL_PORT: port ?? `${await freePort()}`, KONSIL_DATA: join(folder, data) };
    const child = spawn(process.execPath, ['apps/cli/bin/konsil.js', 'serve'], {
      cwd: ROOT,
      env: { ...plainEnvironment(), ...env },
    });
    const serving = new Serving(child, env);
    await serving.greeted;
    return serving;
  }

  get url(): string {
    return /Konsil runs at (http\S+)/.exec(this.output)?.[1] ?? '';
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  terminate(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

/** One sentence for who typed the command, and not where in the program it came about. */
const expectNoStack = (text: string) => expect(text).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);

describe('konsil', () => {
  it('shows what there is, with examples, of itself and of every command', async () => {
    const commands = ['serve', 'demo', 'token', 'events', 'fsck', 'keys', 'backup', 'restore', 'rebuild', 'parked'];
    const [whole, ...each] = await Promise.all([
      konsil(['--help']),
      ...commands.map((command) => konsil([command, '--help'])),
    ]);
    expect({ code: whole.code, out: whole.out }).toEqual({
      code: 0,
      out: expect.stringMatching(/Examples:\n {2}konsil serve/),
    });
    for (const [at, command] of commands.entries()) {
      expect(whole.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      expect(each[at]).toMatchObject({
        code: 0,
        out: expect.stringMatching(new RegExp(`Examples:\\n(  .*\\n)*.*konsil ${command}`)),
      });
    }
  });

  it('starts without the API, which takes two seconds to load, where a command does not need it', async () => {
    const { out, err } = await runNode([
      '--import',
      './apps/cli/test/support/tell-loaded.mjs',
      'apps/cli/bin/konsil.js',
      '--help',
    ]);
    expect(out).toMatch(/Usage: konsil/);
    expect(err).toMatch(/apps\/cli\/dist\/demo\/demo\.js$/m);
    expect(err).not.toMatch(/apps\/api\//);
  });

  it('refuses an unknown command and an unknown option, and says where help is', async () => {
    const wrong = [['frobnicate'], ['events', '--frobnicate'], ['events', '--after', 'yesterday'], ['token']];
    for (const { code, err } of await Promise.all(wrong.map((args) => konsil(args)))) {
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^error: /) });
      expectNoStack(err);
    }
  });

  describe('with a wrong configuration', () => {
    it('serve names every mistake at once, shows no value, makes no data and ends with 1', async () => {
      const folder = temporaryFolder();
      const data = join(folder.path, 'data');
      const { code, out, err } = await konsil(['serve'], {
        env: {
          KONSIL_DATA: data,
          KONSIL_PORT: 'eighty',
          KONSIL_LOG_LEVEL: 'loud',
          KONSIL_EVENT_STORE: 'mongodb://user:secret-word@host',
          KONSIL_PROT: '80',
          KONSIL_ERASURE_LEDGER: join(data, 'ledger'),
        },
      });
      expect(code).toBe(1);
      for (const name of ['PORT', 'LOG_LEVEL', 'EVENT_STORE', 'PROT', 'ERASURE_LEDGER'])
        expect(err).toMatch(new RegExp(`^ {2}- KONSIL_${name} `, 'm'));
      expect(err).toContain('5 mistakes');
      expect(err + out).not.toMatch(/secret-word|eighty|loud/);
      expectNoStack(err);
      expect(existsSync(data)).toBe(false);
      folder.remove();
    });
  });

  describe('while it serves', () => {
    let folder: ReturnType<typeof temporaryFolder>;
    let serving: Serving;

    beforeAll(async () => {
      folder = temporaryFolder();
      serving = await Serving.start(folder.path);
    });

    afterAll(async () => {
      await serving.terminate();
      folder.remove();
    });

    it('prints its address and a link for the first person, and is ready', async () => {
      expect(serving.output).toMatch(/one-time link.*\n\s+http\S+\/welcome\/\S+\n/);
      expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
    });

    it('its read models are built anew beside it, and it moves over to them and is ready all the time', async () => {
      let isDone = false;
      const statuses = new Set<number>();
      const asking = (async () => {
        while (!isDone) statuses.add((await fetch(`${serving.url}/readyz`)).status);
      })();
      expect(await konsil(['rebuild'], { env: serving.env })).toEqual({
        code: 0,
        out: expect.stringMatching(/^The read models are built anew up to position -?\d+, and served\.\n$/),
        err: '',
      });
      isDone = true;
      await asking;
      expect([...statuses]).toEqual([200]);
      expect(readFileSync(join(folder.path, 'data', 'read-models.current'), 'utf8')).toBe('read-models-1.db\n');
      expect(await konsil(['rebuild', '--compare'], { env: serving.env })).toMatchObject({
        code: 0,
        out: expect.stringMatching(/no row differs\.\n$/),
      });
      expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
    });

    it('a second server on the same data folder is refused and told who holds it; the first goes on', async () => {
      const { code, err } = await konsil(['serve'], { env: serving.env });
      expect(code).toBe(1);
      expect(err).toContain(`process ${serving.pid}`);
      expectNoStack(err);
      expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
    });

    it('a second server at the same address is refused, and leaves no lock behind', async () => {
      const other = join(folder.path, 'other');
      const env = { KONSIL_DATA: other, KONSIL_PORT: new URL(serving.url).port };
      const { code, err } = await konsil(['serve'], { env });
      expect(code).toBe(1);
      expect(err).toMatch(/already: .*KONSIL_PORT/);
      expectNoStack(err);
      const free = await Serving.start(folder.path, 'other');
      expect(await free.terminate()).toBe(0);
    });

    it('events prints one line for each event, and opens nothing that is sealed', async () => {
      const welcome = /http\S+\/welcome\/\S+/.exec(serving.output)?.[0] ?? '';
      const card = {
        name: 'Ottokar Federkiel',
        email: 'ottokar@konsil.example',
        language: 'de',
        password: 'a long password here',
      };
      const made = await fetch(welcome, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(card),
      });
      expect(made.ok).toBe(true);
      const { personId } = (await made.json()) as { personId: string };
      const { code, out } = await konsil(['events'], { env: serving.env });
      expect(code).toBe(0);
      const lines = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { position: number; stream: string; type: string });
      expect(lines.map(({ position }) => position)).toEqual(lines.map((_, at) => at));
      expect(lines).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ stream: `account-${personId}`, type: 'AccountProvisioned' }),
          expect.objectContaining({ stream: `account-${personId}`, type: 'RoleGranted' }),
        ]),
      );
      expect(out).not.toMatch(/Ottokar|Federkiel|ottokar@/);

      const some = await konsil(['events', '--after', '0'], { env: serving.env });
      expect(some.out.trimEnd().split('\n')).toHaveLength(lines.length - 1);
      const none = await konsil(['events', '--stream', 'case-'], { env: serving.env });
      expect(none.out).toBe('');
    });

    it('makes no token for data that is not sample data', async () => {
      const { code, out, err } = await konsil(['token', '--as', 'anna'], { env: serving.env });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/sample data/);
      expectNoStack(err);
    });
  });

  it('on port 0 it takes a free one, under which its link for the first person works', async () => {
    const folder = temporaryFolder();
    const serving = await Serving.start(folder.path, 'data', '0');
    try {
      const link = /\S+\/welcome\/\S+/.exec(serving.output)?.[0] ?? '';
      expect(new URL(link).origin).toBe(serving.url);
      expect((await fetch(link)).status).toBe(200);
    } finally {
      await serving.terminate();
      folder.remove();
    }
  }, 60_000);

  it('on SIGTERM it answers what is under way and ends in order: the next start finds nothing to repair', async () => {
    const folder = temporaryFolder();
    const serving = await Serving.start(folder.path);
    const underWay = fetch(`${serving.url}/openapi.json`);
    const [answer, code] = [await underWay, await serving.terminate()];
    expect({ status: answer.status, code }).toEqual({ status: 200, code: 0 });
    expect(serving.output).toMatch(/"signal":"SIGTERM","msg":"closing"/);
    expect(serving.output.trimEnd()).toMatch(/"msg":"closed"\}$/);
    await expect(fetch(`${serving.url}/livez`)).rejects.toThrow();
    // All is in the log's own file: nothing is left in a write-ahead log.
    expect(existsSync(join(folder.path, 'data', 'events.db-wal'))).toBe(false);
    const again = await Serving.start(folder.path);
    expect(await again.terminate()).toBe(0);
    folder.remove();
  });
});

describe('before anything else starts', () => {
  interface Preflight {
    readonly refusalOn: (host: { version: string; platform: string; arch: string }) => string | undefined;
  }

  it.each<[string, string, string, RegExp | undefined]>([
    ['24.9.0', 'linux', 'x64', undefined],
    ['24.21.0', 'darwin', 'arm64', undefined],
    ['26.0.1', 'win32', 'x64', undefined],
    ['24.8.9', 'linux', 'x64', /needs Node 24\.9 or later; this is Node 24\.8\.9 on linux-x64\.\n.*npm ci/],
    ['20.20.2', 'linux', 'x64', /npm ci/],
    ['20.20.2', 'darwin', 'arm64', /No Node is bundled .* install Node 24\.9 or later/],
    ['18.0.0', 'linux', 'arm64', /No Node is bundled/],
  ])('Node %s on %s-%s', async (version, platform, arch, expected) => {
    const { refusalOn } = (await import(join(ROOT, 'tools/src/preflight.mjs'))) as Preflight;
    const refusal = refusalOn({ version, platform, arch });
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatch(expected);
  });

  it('an old Node is refused by konsil itself, in two lines and with 1', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
    const disguise = `data:text/javascript,${encodeURIComponent(old)}`;
    const { code, out, err } = await runNode(['--import', disguise, 'apps/cli/bin/konsil.js', 'serve']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Konsil needs Node 24\.9 or later; this is Node 20\.20\.2 on .*\n.*\n$/);
  });
});
