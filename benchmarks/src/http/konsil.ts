/** Konsil as a process of its own, on a data folder with the sample practice in it. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunningServer } from './no-op.js';

const CLI = fileURLToPath(new URL('../../../../apps/cli/bin/konsil.js', import.meta.url));
/** Milliseconds; the sample practice is made through the API, which takes its time. */
const READY_WITHIN = 300_000;
const LOOK_EVERY = 50;

export interface Place {
  readonly data: string;
  readonly port: number;
  readonly projector: 'on' | 'off';
}

const environmentOf = ({ data, port, projector }: Place): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KONSIL_'))),
  KONSIL_DATA: data,
  KONSIL_PORT: String(port),
  KONSIL_DEMO: 'on',
  KONSIL_LOG_LEVEL: 'error',
  KONSIL_PROJECTOR: projector,
  NODE_ENV: 'production',
});

const until = async (holds: () => Promise<boolean> | boolean, server: ChildProcess): Promise<void> => {
  for (let looks = 0; looks * LOOK_EVERY < READY_WITHIN; looks += 1) {
    if (await holds()) return;
    if (server.exitCode !== null) throw new Error('the server ended by itself');
    await delay(LOOK_EVERY);
  }
  throw new Error('the server was not ready in time');
};

/** Without the projector the rows stay where they were: then it is ready that answers at all. */
const isReady = (url: string, { projector }: Place): Promise<boolean> =>
  fetch(`${url}/${projector === 'on' ? 'readyz' : 'livez'}`).then(
    ({ ok }) => ok,
    // Nobody listens yet.
    () => false,
  );

const start = async (place: Place, command: 'serve' | 'demo'): Promise<RunningServer & { process: ChildProcess }> => {
  const server = spawn(process.execPath, [CLI, command], {
    env: environmentOf(place),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${place.port}`;
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  };
  try {
    await until(() => isReady(url, place), server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, process: server };
};

/** Share of the loads of a stream's state that found it in memory, since the server's start; 0 to 1. */
export const stateHitRateOf = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/readyz`);
  const { checks } = (await response.json()) as { checks: { log: { facts: { stateHitRate: number } } } };
  return checks.log.facts.stateHitRate;
};

export const startKonsil = (place: Place): Promise<RunningServer> => start(place, 'serve');

/** Makes the sample practice and stops again. */
export const makeSampleData = async (place: Place): Promise<void> => {
  const { stop, process: server } = await start({ ...place, projector: 'on' }, 'demo');
  try {
    await until(() => existsSync(join(place.data, 'demo-cast.json')), server);
  } finally {
    await stop();
  }
};

/** An access token of somebody of the sample practice (`anna`). */
export const tokenOf = async (place: Place, person: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'token', '--as', person], {
    env: environmentOf(place),
  });
  return stdout.trim();
};

/** A port of this machine that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
};
