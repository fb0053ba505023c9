/** `live`: the projector takes up what has come since, page by page, with all rows and indexes in place. */

import { join } from 'node:path';
import type { Survey } from '../benchmark.js';
import { makeLog } from '../history/log.js';
import { writeChapters } from '../history/write.js';
import { median } from '../rounds.js';
import { catchUp, inFile } from './read-side.js';
import { aWorld } from './world.js';

const MUST = 5_000;
/** Of the log, before the first round. */
const BEFORE = 0.5;

export const live: Survey = {
  name: 'live',
  summary: 'projector catching up with half of a world, a part in each round, all rows and indexes in place',
  goal: `${MUST} events/s`,
  scale: { default: 10_000, of: 'cases' },
  async *lines({ folder, scale, rounds }) {
    const chapters = [...aWorld(scale).chapters()];
    const log = join(folder, 'log');
    const rows = inFile(join(folder, 'rows.db'));
    const before = Math.floor(chapters.length * BEFORE);
    const write = (from: number, to: number): Promise<number> =>
      makeLog(log, (store, codec) => writeChapters(store, codec, chapters.slice(from, to).values()));
    const first = await write(0, before);
    yield `${first} events before, rows built in ${(await catchUp(log, rows)).toFixed(1)} s`;
    const rates: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const placeOf = (part: number): number => before + Math.floor(((chapters.length - before) * part) / rounds);
      const events = await write(placeOf(round), placeOf(round + 1));
      const cpuBefore = process.cpuUsage();
      rates.push(events / (await catchUp(log, rows)));
      const { user, system } = process.cpuUsage(cpuBefore);
      const rate = Math.round(rates.at(-1) ?? 0).toLocaleString('en-US');
      yield `round ${round + 1}: ${rate} events/s, CPU ${((user + system) / events).toFixed(0)} us per event, ${events} events`;
    }
    const rate = median(rates);
    yield `median ${Math.round(rate).toLocaleString('en-US')} events/s: ${rate >= MUST ? 'meets its must' : 'MISSES its must'}`;
    yield JSON.stringify({ bench: 'live', candidate: Number(rate.toFixed(1)), unit: 'events/s', rounds });
  },
};
