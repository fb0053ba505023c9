/** `query`: first pages with their counts over the rows of a world of cases, question by question. */

import { join } from 'node:path';
import { createQueries } from '@konsil/projections';
import type { Survey } from '../benchmark.js';
import { makeLog } from '../history/log.js';
import { writeChapters } from '../history/write.js';
import { type Group, questionsOf } from './questions.js';
import { quantile } from '../rounds.js';
import { catchUp, openRows } from './read-side.js';
import { aWorld } from './world.js';

/** For one group of questions. */
const MOST_SECONDS = 20;
const MUST = { p50: 2.5, p99: 25 };

const milliseconds = async (ask: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await ask();
  return performance.now() - started;
};

/**
 * How long answers take, each question asked once before. Where they are slow not all are asked, every one of them in turn
 * until the time is up.
 */
const answered = async (questions: Group['questions'], rounds: number): Promise<readonly number[]> => {
  const took: number[] = [];
  const until = performance.now() + MOST_SECONDS * 1_000;
  for (let round = 0; round < rounds; round += 1) {
    for (const ask of questions) {
      if (round === 0) await ask();
      took.push(await milliseconds(ask));
      if (performance.now() > until) return took;
    }
  }
  return took;
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
        const took = await answered(questions, rounds);
        all.push(...took);
        const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
        yield `${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${took.length} answers: ${verdictOf(p50, p99)}`;
      }
    } finally {
      await readStore.close();
    }
    const [p50, p99] = [quantile(all, 0.5), quantile(all, 0.99)];
    yield `all: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms: ${verdictOf(p50, p99)}`;
    yield JSON.stringify({ bench: 'query', cases: scale, events, p50, p99, unit: 'ms', answers: all.length });
  },
};
