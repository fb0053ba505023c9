/**
 * Runs one benchmark, or lists them all: `npm run bench -- NAME [--rounds N] [--scale N]`. Data goes into a folder under
 * the system's temporary one (`TMPDIR`) and is deleted afterwards. A missed budget is printed, never an error: figures
 * of a busy machine are for people to judge.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Survey } from './benchmark.js';
import { BENCHMARKS, SURVEYS } from './catalogue.js';
import { describeMachine, describeRound, summarise } from './report.js';
import { alternate, type Round } from './rounds.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} takes a whole number above 0, not ${text}`);
};

const list = (): void => {
  for (const { name, summary, scale, budget } of BENCHMARKS)
    say(`${name.padEnd(11)} ${summary}; must ${budget.must}; scale: ${scale.of}, default ${scale.default}`);
  for (const { name, summary, scale, goal } of SURVEYS)
    say(`${name.padEnd(11)} ${summary}; must: ${goal}; scale: ${scale.of}, default ${scale.default}`);
};

const inFolder = async (name: string, work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), `konsil-bench-${name}-`));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const compare = async (benchmark: Benchmark, folder: string, rounds: number, scale: number): Promise<void> => {
  const prepared = await benchmark.prepare({ folder, scale });
  const done: Round[] = [];
  try {
    for await (const round of alternate(prepared, rounds)) say(describeRound(done.push(round), round, benchmark.unit));
  } finally {
    await prepared.close();
  }
  for (const line of summarise(benchmark, done)) say(line);
};

const run = (chosen: Benchmark | Survey, rounds: number, scale: number): Promise<void> =>
  inFolder(chosen.name, async (folder) => {
    say(`${chosen.name}: ${chosen.summary}; ${rounds} rounds, ${scale} ${chosen.scale.of}`);
    say(describeMachine());
    if ('prepare' in chosen) await compare(chosen, folder, rounds, scale);
    else for await (const line of chosen.lines({ folder, rounds, scale })) say(line);
  });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, scale: { type: 'string' } },
});
const [name] = positionals;
const all = [...BENCHMARKS, ...SURVEYS];
const chosen = all.find((one) => one.name === name);
if (name === undefined) list();
else if (chosen === undefined) {
  process.stderr.write(`No benchmark is called ${name}; there are: ${all.map((one) => one.name).join(', ')}\n`);
  process.exitCode = 1;
} else {
  const scale = values.scale === undefined ? chosen.scale.default : positive('scale', values.scale);
  await run(chosen, positive('rounds', values.rounds), scale);
}
