/**
 * Runs one benchmark, or lists them all: `npm run bench -- NAME [--rounds N] [--scale N]`. Data goes into a folder under
 * the system's temporary one (`TMPDIR`) and is deleted afterwards. A missed budget is printed, never an error: figures
 * of a busy machine are for people to judge.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.js';
import { BENCHMARKS } from './catalogue.js';
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
    say(`${name.padEnd(10)} ${summary}; must ${budget.must}; scale: ${scale.of}, default ${scale.default}`);
};

const run = async (benchmark: Benchmark, rounds: number, scale: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), `konsil-bench-${benchmark.name}-`));
  try {
    say(`${benchmark.name}: ${benchmark.summary}; ${rounds} rounds, ${scale} ${benchmark.scale.of}`);
    say(describeMachine());
    const prepared = await benchmark.prepare({ folder, scale });
    const done: Round[] = [];
    try {
      for await (const round of alternate(prepared, rounds))
        say(describeRound(done.push(round), round, benchmark.unit));
    } finally {
      await prepared.close();
    }
    for (const line of summarise(benchmark, done)) say(line);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, scale: { type: 'string' } },
});
const [name] = positionals;
const chosen = BENCHMARKS.find((benchmark) => benchmark.name === name);
if (name === undefined) list();
else if (chosen === undefined) {
  process.stderr.write(`No benchmark is called ${name}; there are: ${BENCHMARKS.map((b) => b.name).join(', ')}\n`);
  process.exitCode = 1;
} else {
  const scale = values.scale === undefined ? chosen.scale.default : positive('scale', values.scale);
  await run(chosen, positive('rounds', values.rounds), scale);
}
