/** The frozen no-op server as a process of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export const startNoOp = async (): Promise<RunningServer> => {
  const script = fileURLToPath(new URL('../../baselines/no-op-server.js', import.meta.url));
  const server = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const [port] = (await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the no-op server ended before it listened'))),
  ])) as [string];
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.stdin.end();
      await ended;
    },
  };
};
