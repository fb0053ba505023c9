/**
 * `bitrot`: bits flip in a closed `events.db` or `keys.db`, files lose their ends, the WAL of a running log is damaged.
 * Every change of an event, header or key has to be reported by `konsil fsck` or the start; what is not reported has to
 * be proven harmless. The control checks without digests and has to miss something.
 */

import { join } from 'node:path';
import { noFindings } from '../fault.mjs';
import { randomFrom } from '../random.mjs';
import { freePort } from '../server/port.mjs';
import { makeSampleData } from '../server/sample-data.mjs';
import { contentOf } from './content.mjs';
import { cutShort, withFlippedBit } from './damage.mjs';
import { layOut, placesIn, takeImages } from './images.mjs';
import { findingsIn, judge } from './judge.mjs';

const FILES = ['data/events.db', 'data/keys.db'];
const WAL = ['data/events.db-wal'];
/** A truncation and a damaged WAL come with every so manieth flip. */
const EVERY = 10;
const TOLD_EVERY = 50;

/** @typedef {{ image: import('./images.mjs').Image, content: import('./content.mjs').Content }} Original */

/** @type {import('../fault.mjs').Fault} */
export const bitrot = {
  name: 'bitrot',
  summary: `a flipped bit in events.db or keys.db a round, a truncation and a damaged WAL every ${EVERY}: each change is reported`,
  rounds: 1000,
  run: async ({ rounds, seed, control, folder, say }) => {
    const random = randomFrom(seed);
    const data = join(folder, 'sample');
    await makeSampleData({ port: await freePort(), data });
    const images = await takeImages(data, join(folder, 'original'));
    const scratch = join(folder, 'scratch');
    const closed = await originalOf(images.closed, scratch);
    const running = await originalOf(images.running, scratch);
    const tally = { flips: 0, truncations: 0, 'damaged WALs': 0 };
    const outcomes = { fsck: 0, start: 0, harmless: 0, silent: 0 };
    const findings = noFindings();
    let done = 0;

    /**
     * @param {keyof typeof tally} kind
     * @param {Original} original
     * @param {import('./damage.mjs').Damaged} damaged
     */
    const hold = async (kind, original, { image, what }) => {
      layOut(image, scratch);
      const { outcome, why } = await judge(scratch, original.content, control);
      tally[kind] += 1;
      outcomes[outcome] += 1;
      if (outcome !== 'silent') return;
      findings.lost += 1;
      findings.problems.push(`silent: ${what} (round ${done + 1}); ${why}`);
    };

    while (done < rounds && findings.problems.length === 0) {
      await hold('flips', closed, withFlippedBit(closed.image, FILES, random));
      if (done % EVERY === 0) {
        await hold('truncations', closed, cutShort(closed.image, FILES, random));
        const harm = random.pick([withFlippedBit, cutShort]);
        await hold('damaged WALs', running, harm(running.image, WAL, random));
      }
      done += 1;
      if (done % TOLD_EVERY === 0 || done === rounds || findings.problems.length > 0)
        say(`round ${done}: ${listed(tally)}; ${listed(outcomes)}`);
    }
    return { ...findings, done };
  },
};

/**
 * What the undamaged files hold; in them there must be nothing to report.
 * @param {import('./images.mjs').Image} image
 * @param {string} scratch
 * @returns {Promise<Original>}
 */
const originalOf = async (image, scratch) => {
  layOut(image, scratch);
  const [finding] = await findingsIn(scratch, false);
  if (finding !== undefined) throw new Error(`undamaged files, and yet: ${finding}`);
  return { image, content: await contentOf(placesIn(scratch)) };
};

/** @param {Readonly<Record<string, number>>} counts */
const listed = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
