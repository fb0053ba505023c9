/** Konsil as a process of its own, as an operator starts it: started, waited for, killed, started again. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

export const CLI = fileURLToPath(new URL('../../../../apps/cli/bin/konsil.js', import.meta.url));

/** Milliseconds between two looks at `/readyz`. */
const LOOK_EVERY = 20;

/** Lines of the server's own output that are kept for a report. */
const KEPT = 40;

export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {string[]} */
  #output = [];
  /** @type {Promise<unknown>} */
  #ended = Promise.resolve();
  #command;
  #environment;

  /**
   * @param {{ port: number, data: string, command?: 'serve' | 'demo', environment?: Record<string, string> }} settings
   */
  constructor({ port, data, command = 'serve', environment = {} }) {
    this.url = `http://127.0.0.1:${port}`;
    this.#command = command;
    this.#environment = { ...environmentOf({ port, data }), ...environment };
  }

  get pid() {
    return Number(this.#process?.pid);
  }

  /** The code it ended with, null while it runs. */
  get ending() {
    return this.#process?.exitCode ?? null;
  }

  /** Resolves when it has ended, however. */
  get ended() {
    return this.#ended;
  }

  /** The last lines it wrote. */
  get output() {
    return this.#output.join('\n');
  }

  /**
   * Starts it and waits until it is ready; answers after how many milliseconds it was.
   * @param {number} within milliseconds
   * @returns {Promise<number>}
   */
  async start(within = 30_000) {
    const started = performance.now();
    const process_ = spawn(process.execPath, [CLI, this.#command], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = process_;
    this.#ended = once(process_, 'close');
    for (const stream of [process_.stdout, process_.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        this.#output.push(...String(text).trimEnd().split('\n'));
        this.#output.splice(0, this.#output.length - KEPT);
      });
    while (performance.now() - started < within) {
      if (process_.exitCode !== null) throw new Error(`the server ended by itself:\n${this.output}`);
      if (await this.#isReady()) return performance.now() - started;
      await delay(LOOK_EVERY);
    }
    await this.kill();
    throw new Error(`the server was not ready after ${within} ms:\n${this.output}`);
  }

  async #isReady() {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      // Nobody listens yet: the one answer that a starting server can't give in words.
      return false;
    }
  }

  /** SIGKILL, the end without any farewell. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** SIGTERM, the end that an operator asks for. */
  stop() {
    return this.#end('SIGTERM');
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const process_ = this.#process;
    if (process_ === undefined || process_.exitCode !== null || process_.signalCode !== null) return;
    process_.kill(signal);
    await this.#ended;
  }
}

/**
 * The environment of a server on a folder with sample data; nothing of Konsil's that happens to be set here.
 * @param {{ port: number, data: string }} place
 * @returns {NodeJS.ProcessEnv}
 */
export const environmentOf = ({ port, data }) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KONSIL_'))),
  KONSIL_PORT: String(port),
  KONSIL_DATA: data,
  KONSIL_DEMO: 'on',
  KONSIL_LOG_LEVEL: 'error',
});
