/** What a run prints: where it ran, each round's absolutes, median and range of both, the verdict, one line of JSON. */

import { cpus, loadavg } from 'node:os';
import type { Benchmark, Measurement } from './benchmark.js';
import { median, type Round } from './rounds.js';

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

const notesOf = ({ notes = {} }: Measurement): string => {
  const parts = Object.entries(notes).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

export const describeMachine = (): string => {
  const [first, ...others] = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(2);
  return `Node ${process.versions.node}, ${others.length + 1} x ${first?.model.trim() ?? 'unknown'}, load ${load}`;
};

export const describeRound = (number: number, { baseline, candidate }: Round, unit: string): string =>
  `round ${number}: baseline ${whole(baseline.value)}${notesOf(baseline)}, ` +
  `candidate ${whole(candidate.value)}${notesOf(candidate)} ${unit}, ratio ${(candidate.value / baseline.value).toFixed(3)}`;

const describeSide = (name: string, values: readonly number[], unit: string): string =>
  `${name.padEnd(9)} median ${whole(median(values))} ${unit}, range ${whole(Math.min(...values))} to ${whole(Math.max(...values))}`;

/** The last lines; the very last one is JSON. The ratio is the one of the medians. */
export const summarise = ({ name, unit, budget }: Benchmark, rounds: readonly Round[]): readonly string[] => {
  const baselines = rounds.map(({ baseline }) => baseline.value);
  const candidates = rounds.map(({ candidate }) => candidate.value);
  const ratios = rounds.map(({ baseline, candidate }) => candidate.value / baseline.value);
  const [baseline, candidate] = [median(baselines), median(candidates)];
  const ratio = candidate / baseline;
  const verdict = ratio >= budget.aim ? 'reaches its aim' : ratio >= budget.must ? 'meets its must' : 'MISSES its must';
  return [
    describeSide('baseline', baselines, unit),
    describeSide('candidate', candidates, unit),
    `ratio     ${ratio.toFixed(3)}, range ${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}: ` +
      `${verdict} (must ${budget.must}, aim ${budget.aim})`,
    JSON.stringify({
      bench: name,
      baseline: Number(baseline.toFixed(1)),
      candidate: Number(candidate.toFixed(1)),
      ratio: Number(ratio.toFixed(3)),
      unit,
      rounds: rounds.length,
    }),
  ];
};
