/**
 * A program that writes commands as it is told, and says on its output what came of each: `node writer.mjs FOLDER`, with
 * `unsafe` behind it for the variant that acknowledges before it commits. It ends as a server does: with 70 where the log
 * says that nothing can be trusted any more, with 1 where a part can't be opened or closed.
 *
 * Told, a line each: `one N` command after command, `all N` so many at once, `close`.
 */

import { createInterface } from 'node:readline';
import { openWork } from './work.mjs';

const [, , folder = '', from = '0', unsafe] = process.argv;
let next = Number(from);

/** @param {import('./child.mjs').Said} said */
const say = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);

/** @param {unknown} error */
const told = (error) =>
  error instanceof Error
    ? { name: error.name, code: String('code' in error ? error.code : ''), message: error.message }
    : { name: '', code: '', message: String(error) };

/**
 * @template T
 * @param {Promise<T>} part
 */
const orEnd = async (part) => {
  try {
    return await part;
  } catch (error) {
    say({ say: 'failed', ...told(error) });
    process.exit(1);
  }
};

const work = await orEnd(
  openWork(folder, {
    onFatal: (error) => {
      say({ say: 'stopped', ...told(error) });
      process.exit(70);
    },
    unsafeAcknowledgeBeforeCommit: unsafe === 'unsafe',
  }),
);
say({ say: 'ready' });

/** @param {number} n */
const append = async (n) => {
  say({ say: 'asked', n });
  try {
    say({ say: 'acknowledged', n, ...(await work.append(n)) });
  } catch (error) {
    say({ say: 'refused', n, ...told(error) });
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, count = '0'] = line.split(' ');
  const numbers = Array.from({ length: Number(count) }, () => next++);
  if (what === 'one') for (const n of numbers) await append(n);
  if (what === 'all') await Promise.all(numbers.map(append));
  if (what === 'close') {
    await orEnd(work.close());
    say({ say: 'done' });
    process.exit(0);
  }
  say({ say: 'done' });
}
