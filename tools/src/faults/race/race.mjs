/**
 * `race`: many at once, with stalls and repeats. 16 clients append to the same streams: each revision has one winner, no
 * update is lost, and who was acknowledged sees it. 8 people take access away while 8 use it: nothing is recorded of a
 * person whose access had ended before the command began. On SQLite in one process, and on KurrentDB's stand-in with
 * two. The control expects no revision and looks at no guard, and both have to be found out.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { together } from '../fault.mjs';
import { randomFrom } from '../random.mjs';
import { accessRounds } from './access.mjs';
import { streamRounds } from './streams.mjs';

/** @type {import('../fault.mjs').Fault} */
export const race = {
  name: 'race',
  summary:
    '16 clients on the same streams, 8 ending access while 8 use it, on SQLite and on two processes with KurrentDB',
  rounds: 20,
  run: async ({ rounds, seed, control, folder, say }) => {
    const random = randomFrom(seed);
    await mkdir(folder, { recursive: true });
    const streams = await streamRounds({ rounds, control, random, folder: join(folder, 'streams'), say });
    const access = await accessRounds({ rounds, control, random, folder: join(folder, 'access'), say });
    const figures = { ...streams.figures, ...access.figures };
    return { ...together([streams, access]), done: Math.min(streams.done, access.done), figures };
  },
};
