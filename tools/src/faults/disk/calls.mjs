/**
 * System calls that touch the files of one folder, seen and made to fail with strace. A call is known by its name and its
 * number: strace counts each name by itself, in every thread from 1.
 *
 * @typedef {object} Call
 * @property {string} name
 * @property {number} nth
 *
 * @typedef {object} Injection
 * @property {Call} call
 * @property {'EIO' | 'ENOSPC'} error
 * @property {boolean} lasting every later call of that name fails too
 */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** Whatever may leave something on the disk or take it back. */
const NAMES = ['openat', 'write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename'];

/**
 * Why calls can't be made to fail on this machine, if so: strace is not there, or may not trace.
 * @returns {Promise<string | undefined>}
 */
export const whyNotTraced = async () => {
  const idle = spawn(process.execPath, ['--eval', 'setInterval(() => undefined, 1_000)'], { stdio: 'ignore' });
  try {
    await promisify(execFile)('strace', ['-o', '/dev/null', '--inject=fsync:error=EIO', 'true']);
    const { strace, attached } = attach(Number(idle.pid), { output: '/dev/null', paths: ['/dev/null'] });
    await attached;
    strace.kill();
    return undefined;
  } catch (error) {
    return `strace can't be used here: ${error instanceof Error ? error.message.trim() : String(error)}`;
  } finally {
    idle.kill('SIGKILL');
  }
};

/**
 * @typedef {object} Tracing
 * @property {string} output file that the calls are listed in
 * @property {readonly string[]} paths the calls that touch one of these are listed, and no others
 * @property {Injection} [injection]
 */

/**
 * What to give strace, before the command or `-p PID`.
 * @param {Tracing} tracing
 */
export const straceArguments = ({ output, paths, injection }) => [
  ...['-f', '-q', '-y', '-o', output, '-e', `trace=${NAMES.join(',')}`],
  ...paths.flatMap((path) => ['-P', path]),
  ...(injection === undefined ? [] : ['-e', injectionText(injection)]),
];

/** @param {Injection} injection */
const injectionText = ({ call: { name, nth }, error, lasting }) =>
  `inject=${name}:error=${error}:when=${nth}${lasting ? '+' : ''}`;

/**
 * Traces a process that runs already, every thread of it.
 * @param {number} pid
 * @param {Tracing} tracing
 */
export const attach = (pid, tracing) => {
  const strace = spawn('strace', [...straceArguments(tracing).filter((one) => one !== '-q'), '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const attached = new Promise((resolve, reject) => {
    strace.once('error', reject);
    strace.once('exit', () => reject(new Error(said)));
    strace.stderr.setEncoding('utf8').on('data', (text) => {
      said += String(text);
      if (said.includes(' attached')) resolve(undefined);
    });
  });
  return { strace, attached, ended: once(strace, 'exit') };
};

/** `1234  pwrite64(23, …` with the number of the thread. */
const LINE = /^(\d+)\s+(\w+)\(/;

/**
 * How often each name was called: in the thread that did it most often.
 * @param {string} trace what strace has listed
 * @returns {Map<string, number>}
 */
export const countCalls = (trace) => {
  /** @type {Map<string, number>} */
  const byThread = new Map();
  /** @type {Map<string, number>} */
  const most = new Map();
  for (const line of trace.split('\n')) {
    const [, thread, name] = LINE.exec(line) ?? [];
    if (thread === undefined || name === undefined) continue;
    const count = (byThread.get(`${thread} ${name}`) ?? 0) + 1;
    byThread.set(`${thread} ${name}`, count);
    most.set(name, Math.max(count, most.get(name) ?? 0));
  }
  return most;
};

/**
 * The calls that were made to fail, as strace has listed them.
 * @param {string} trace
 */
export const injectedIn = (trace) => trace.split('\n').filter((line) => line.includes('(INJECTED)'));
