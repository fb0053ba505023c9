/** Programs of the workspace as processes of their own, the way a user runs them. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs this Node with a script of the workspace until it ends; nothing of Konsil's that is set here reaches it. */
export const runNode = (args: readonly string[], { env = {}, cwd = ROOT, input }: RunOptions = {}): Promise<Ended> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...plainEnvironment(), ...env } });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => done({ code, ...said }));
    child.stdin.end(input ?? '');
  });

export const konsil = (args: readonly string[], options?: RunOptions): Promise<Ended> =>
  runNode(['apps/cli/bin/konsil.js', ...args], options);

/** This process's environment without what tells Konsil, Node and Jest things. */
export const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(KONSIL_|NODE_|JEST_|FAULTS_)/.test(name)));

/** A folder that is gone afterwards, with what lies beside it. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'konsil-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** A port of this machine that nobody listens on right now. */
export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
