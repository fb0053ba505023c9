/**
 * `kill`: the server is killed with SIGKILL at a random moment while writers work, started again, and everything that
 * was acknowledged has to be there once. The control acknowledges before it commits and has to lose something.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { underLoad, WRITERS } from './under-load.mjs';

/** Milliseconds that writers work before the kill. */
const WORK = /** @type {const} */ ([50, 500]);

/** Read by the server outside production alone. */
const BROKEN = { FAULTS_UNSAFE_ACKNOWLEDGE: 'before-commit' };

/** @type {import('../fault.mjs').Fault} */
export const kill = {
  name: 'kill',
  summary: `kill -9 under ${WRITERS} writers over HTTP: nothing acknowledged is lost or there twice, rows equal a rebuild`,
  rounds: 30,
  run: (options) =>
    underLoad({
      options,
      environment: options.control ? BROKEN : {},
      harm: async (server, random, writing) => {
        const work = random.between(...WORK);
        await Promise.race([writing, delay(work)]);
        await server.kill();
        return { story: `killed after ${work} ms`, problems: [] };
      },
    }),
};
