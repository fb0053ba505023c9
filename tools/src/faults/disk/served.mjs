/**
 * `served-disk`: the disk of a server under writers fails, or is full, at a random call on the files that have to last. The
 * server ends by itself, with one line that says why, or goes on; started again, everything acknowledged is there once. The
 * control acknowledges before it commits and has to lose something.
 */

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { together } from '../fault.mjs';
import { underLoad, WRITERS } from '../kill/under-load.mjs';
import { attach, whyNotTraced } from './calls.mjs';
import { pathsIn } from './moments.mjs';

/** Milliseconds that writers have for coming to the call. */
const WORK = 1_000;
/** How many of each a few dozen commands make; writes and syncs twice as often as the others. */
const CALLS = /** @type {const} */ ([
  ...[
    ['pwrite64', 200],
    ['fsync', 60],
    ['pwrite64', 40],
    ['fsync', 10],
  ],
  ...[
    ['write', 2],
    ['openat', 4],
    ['ftruncate', 2],
    ['rename', 1],
  ],
]);

const BROKEN = { FAULTS_UNSAFE_ACKNOWLEDGE: 'before-commit' };

/** @type {import('../fault.mjs').Fault} */
export const servedDisk = {
  name: 'served-disk',
  summary: `EIO or ENOSPC under ${WRITERS} writers over HTTP: nothing acknowledged is lost or there twice, rows equal a rebuild`,
  rounds: 20,
  run: async (options) => {
    const notRun = await whyNotTraced();
    if (notRun !== undefined) return { ...together([]), done: 0, notRun };
    const output = join(options.folder, 'trace');
    return underLoad({
      options,
      environment: options.control ? BROKEN : {},
      harm: async (server, random, writing) => {
        const [name, most] = random.pick(CALLS);
        const call = { name, nth: random.between(1, most) };
        const full = random.next() < 0.5;
        const injection = { call, ...(full ? FULL : FAILING) };
        const watching = attach(server.pid, { output, paths: pathsIn(options.folder), injection });
        await watching.attached;
        await Promise.race([writing, server.ended, delay(WORK)]);
        const ending = server.ending;
        await server.kill();
        await watching.ended;
        return {
          story: `${injection.error} from call ${call.nth} of ${name}: ${ending === null ? 'went on' : `ended with ${ending}`}`,
          problems:
            ending === null || (ending === 70 && SAYS_WHY.test(server.output))
              ? []
              : [`ended with ${ending}: ${server.output}`],
        };
      },
    });
  },
};

const FULL = /** @type {const} */ ({ error: 'ENOSPC', lasting: true });
const FAILING = /** @type {const} */ ({ error: 'EIO', lasting: false });
/** The line that a server ends with (apps/api/src/start.ts). */
const SAYS_WHY = /The log stopped after a failed write: the disk (is full|failed) /;
