/** `query`: first pages with their counts over the rows of a world of cases, question by question. */

import { join } from 'node:path';
import { createQueries } from '@konsil/projections';
import type { Survey } from '../benchmark.js';
import { makeLog } from '../history/log.js';
import { writeChapters } from '../history/write.js';
import { questionsOf } from './questions.js';
import { catchUp, openRows } from './read-side.js';
import { aWorld } from './world.js';

const MUST = { p50: 2.5, p99: 25 };

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

const milliseconds = async (ask: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await ask();
  return performance.now() - started;
};

const verdictOf = (p50: number, p99: number): string =>
  p50 <= MUST.p50 && p99 <= MUST.p99 ? 'meets its must' : 'MISSES its must';

export const query: Survey = {
  name: 'query',
  summary: 'first page and counts of the lists, every filter, column and search, each round once and once before',
  goal: `p50 ${MUST.p50} ms, p99 ${MUST.p99} ms`,
  scale: { default: 20_000, of: 'cases' },
  async *lines({ folder, scale, rounds }) {
    const world = aWorld(scale);
    const log = join(folder, 'log');
    const rows = join(folder, 'rows.db');
    const started = performance.now();
    const events = await makeLog(log, (store, codec) => writeChapters(store, codec, world.chapters()));
    yield `${events} events written in ${((performance.now() - started) / 1000).toFixed(0)} s, rows built in ${(await catchUp(log, rows)).toFixed(0)} s; ${world.providers.length} providers`;
    const readStore = openRows(rows);
    const all: number[] = [];
    try {
      const groups = questionsOf(createQueries(readStore), world, new Date().toISOString());
      for (const { name, questions } of groups) {
        for (const ask of questions) await ask();
        const took: number[] = [];
        for (let round = 0; round < rounds; round += 1) for (const ask of questions) took.push(await milliseconds(ask));
        all.push(...took);
        const sorted = took.toSorted((one, other) => one - other);
        const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
        yield `${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${sorted.length} answers: ${verdictOf(p50, p99)}`;
      }
    } finally {
      await readStore.close();
    }
    const sorted = all.toSorted((one, other) => one - other);
    const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
    yield `all: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms: ${verdictOf(p50, p99)}`;
    yield JSON.stringify({ bench: 'query', cases: scale, events, p50, p99, unit: 'ms', answers: sorted.length });
  },
};
