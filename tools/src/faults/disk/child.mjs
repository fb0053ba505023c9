/**
 * The writer as a process of its own, and what it has said.
 *
 * @typedef {{ name: string, code: string, message: string }} Told an error, as far as a process can tell it
 *
 * @typedef {{ say: 'ready' } | { say: 'done' } | { say: 'asked', n: number }
 *   | { say: 'acknowledged', n: number, revision: number, position: number } | ({ say: 'refused', n: number } & Told)
 *   | ({ say: 'stopped' } & Told) | ({ say: 'failed' } & Told)} Said
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));

/** Milliseconds in which a step has to come to its end, whichever. */
const WITHIN = 30_000;

export class Child {
  /** @type {Said[]} */
  said = [];
  /** What nobody caught, if so. */
  uncaught = '';
  #process;
  #ended;
  /** @type {() => void} */
  #heard = () => undefined;

  /**
   * @param {{ folder: string, from: number, unsafe: boolean, through?: readonly string[] }} options `through`: the command
   *   that starts it, with its arguments
   */
  constructor({ folder, from, unsafe, through = [] }) {
    const [command = '', ...rest] = [
      ...through,
      ...[process.execPath, WRITER, folder, String(from), ...(unsafe ? ['unsafe'] : [])],
    ];
    this.#process = spawn(command, rest, { stdio: 'pipe' });
    this.#ended = once(this.#process, 'close');
    // Whom it is told to may be gone: its end says so.
    this.#process.stdin.on('error', () => undefined);
    this.#process.stderr.setEncoding('utf8').on('data', (text) => (this.uncaught += String(text)));
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.said.push(JSON.parse(line));
      this.#heard();
    });
  }

  get pid() {
    return Number(this.#process.pid);
  }

  /** How it ended: a number, or the name of the signal. */
  get ending() {
    return this.#process.exitCode ?? this.#process.signalCode;
  }

  /** Resolves when the writer is ready, or has ended. */
  ready() {
    return this.#until(() => this.said.some(({ say }) => say === 'ready'));
  }

  /**
   * Tells it what to do; resolves when that is done, or the writer has ended.
   * @param {string} step
   */
  async tell(step) {
    const done = this.#done();
    this.#process.stdin.write(`${step}\n`);
    await this.#until(() => this.#done() > done);
  }

  /** Resolves when it has ended. */
  async end() {
    await this.#until(() => false);
  }

  kill() {
    this.#process.kill('SIGKILL');
    return this.#ended;
  }

  #done() {
    return this.said.filter(({ say }) => say === 'done').length;
  }

  /** @param {() => boolean} holds */
  async #until(holds) {
    const stop = new globalThis.AbortController();
    const late = delay(WITHIN, 'late', { signal: stop.signal }).catch(() => 'late');
    try {
      while (!holds()) {
        const heard = new Promise((resolve) => (this.#heard = () => resolve('heard')));
        const what = await Promise.race([heard, this.#ended.then(() => 'ended'), late]);
        if (what === 'ended') return;
        if (what === 'late') throw new Error(`the writer did not answer within ${WITHIN} ms: ${this.uncaught}`);
      }
    } finally {
      stop.abort();
    }
  }
}
