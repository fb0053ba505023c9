/** A real server in a process of its own, the way a user starts it, told apart by configuration only. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

const KONSIL = resolve(import.meta.dirname, '../../../cli/bin/konsil.js');

export interface ServerOptions {
  /** Further `KONSIL_*` variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** A data folder of an earlier server; a fresh one by default. */
  readonly dataFolder?: string;
  /** Where an earlier server was reached; a free one by default. */
  readonly port?: number;
}

export class Server {
  private constructor(
    readonly url: string,
    readonly dataFolder: string,
    /** Where the first person is made; absent where somebody is there. */
    readonly welcomeLink: string | undefined,
    private readonly child: ChildProcess,
    private readonly exited: Promise<void>,
    private readonly said: readonly string[],
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Starts `konsil serve` on a free port; resolves when it is ready. */
  static async start({ env = {}, dataFolder = freshFolder(), ...at }: ServerOptions = {}): Promise<Server> {
    const port = at.port ?? (await freePort());
    const child = spawn(process.execPath, [KONSIL, 'serve'], {
      env: {
        PATH: process.env['PATH'],
        KONSIL_PORT: String(port),
        KONSIL_DATA: join(dataFolder, 'data'),
        KONSIL_DEMO: 'on',
        KONSIL_LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    const greeting = new Promise<string>((done, failed) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said.push(chunk.toString());
        if (/Konsil runs at .*\n(Nobody[^\n]*\n[^\n]*\n)?$/s.test(said.join(''))) done(said.join(''));
      });
      child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      child.once('exit', (code) => failed(new Error(`konsil serve ended with ${code}:\n${said.join('')}`)));
    });
    const url = `http://127.0.0.1:${port}`;
    const welcomeLink = /\S+\/welcome\/\S+/.exec(await greeting)?.[0];
    return new Server(url, dataFolder, welcomeLink, child, exited, said, env);
  }

  /** What the server keeps of its data folder. */
  get data(): string {
    return join(this.dataFolder, 'data');
  }

  /** Runs another command on its data, beside it; answers what that prints. Fails where the command does. */
  async run(...args: readonly string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], KONSIL_DATA: this.data, ...this.env };
    return (await promisify(execFile)(process.execPath, [KONSIL, ...args], { env })).stdout;
  }

  /** Everything it has written to its outputs so far, its log lines among them. */
  get output(): string {
    return this.said.join('');
  }

  /** Resolves when it has ended, however. */
  get ended(): Promise<void> {
    return this.exited;
  }

  /** Stops in order. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  /** The power goes. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Stops and removes the data. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'konsil-e2e-'));
