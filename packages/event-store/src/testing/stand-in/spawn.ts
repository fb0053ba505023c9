/** A stand-in in a process of its own: it can be frozen and killed as a server can, and takes no time of its caller. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface StandInProcess {
  readonly connectionString: string;
  /** Its port takes connections, and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Ends it at once (kill -9), frozen or not. */
  kill(): Promise<void>;
}

/** Compiled: Node runs it without this package's test set-up. */
const MAIN = fileURLToPath(new URL('../../../dist/testing/stand-in/main.js', import.meta.url));

/** @param flags of `main.ts`: `--port N`, `--unary` */
export const spawnStandIn = async (...flags: readonly string[]): Promise<StandInProcess> => {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const started = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const [connectionString] = await Promise.race([started, exited.then(() => [undefined])]);
  if (connectionString === undefined) throw new Error('The stand-in did not start; is the package built?');
  return {
    connectionString,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
