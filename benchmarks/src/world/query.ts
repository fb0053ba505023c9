/** `query`: first pages with their counts over the rows of a world of cases, question by question. */

import { join } from 'node:path';
import { createQueries, dropPostgresReadStore } from '@konsil/projections';
import type { Survey } from '../benchmark.js';
import { makeLog } from '../history/log.js';
import { writeChapters } from '../history/write.js';
import { type Group, questionsOf } from './questions.js';
import { quantile } from '../rounds.js';
import { catchUp, inFile, onPostgres, type Rows } from './read-side.js';
import { aWorld } from './world.js';

/** For one group of questions. */
const MOST_SECONDS = 20;

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

/** What a page with its counts may take, in milliseconds. */
interface Must {
  readonly p50: number;
  readonly p99: number;
}

const told = (took: readonly number[], must: Must): string => {
  const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  const isMet = p50 <= must.p50 && p99 <= must.p99;
  return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${took.length} answers: ${isMet ? 'meets its must' : 'MISSES its must'}`;
};

const SCALE = { default: 20_000, of: 'cases' };
const SUMMARY = 'first page and counts of the lists, every filter, column and search, each round once and once before';

/** On SQLite. */
const MUST: Must = { p50: 2.5, p99: 25 };
/** On PostgreSQL: twice that. */
const MUST_ON_POSTGRES: Must = { p50: 5, p99: 50 };
const SCHEMA = 'konsil_bench';

export const query: Survey = {
  name: 'query',
  summary: SUMMARY,
  goal: `p50 ${MUST.p50} ms, p99 ${MUST.p99} ms`,
  scale: SCALE,
  lines: ({ folder, scale, rounds }) =>
    asked('query', { folder, scale, rounds }, inFile(join(folder, 'rows.db')), MUST),
};

export const queryOnPostgres: Survey = {
  name: 'query-pg',
  summary: `the same on the PostgreSQL of KONSIL_BENCH_POSTGRES, in a schema ${SCHEMA} that is dropped`,
  goal: `p50 ${MUST_ON_POSTGRES.p50} ms, p99 ${MUST_ON_POSTGRES.p99} ms`,
  scale: SCALE,
  async *lines(options) {
    const connectionString = process.env['KONSIL_BENCH_POSTGRES'];
    if (connectionString === undefined) throw new Error('KONSIL_BENCH_POSTGRES names no PostgreSQL.');
    try {
      yield* asked('query-pg', options, onPostgres(connectionString, SCHEMA), MUST_ON_POSTGRES);
    } finally {
      await dropPostgresReadStore({ connectionString, schema: SCHEMA });
    }
  },
};

async function* asked(
  bench: string,
  { folder, scale, rounds }: Parameters<Survey['lines']>[0],
  rows: Rows,
  must: Must,
): AsyncGenerator<string> {
  const world = aWorld(scale);
  const log = join(folder, 'log');
  const started = performance.now();
  const events = await makeLog(log, (store, codec) => writeChapters(store, codec, world.chapters()));
  yield `${events} events written in ${((performance.now() - started) / 1000).toFixed(0)} s`;
  yield `rows built in ${(await catchUp(log, rows)).toFixed(0)} s; ${world.providers.length} providers`;
  const readStore = await rows.open({ readOnly: true });
  const all: number[] = [];
  try {
    for (const { name, questions } of questionsOf(createQueries(readStore), world, new Date().toISOString())) {
      const took = await answered(questions, rounds);
      all.push(...took);
      yield `${name}: ${told(took, must)}`;
    }
  } finally {
    await readStore.close();
  }
  yield `all: ${told(all, must)}`;
  const [p50, p99] = [quantile(all, 0.5), quantile(all, 0.99)];
  yield JSON.stringify({ bench, cases: scale, events, p50, p99, unit: 'ms', answers: all.length });
}
