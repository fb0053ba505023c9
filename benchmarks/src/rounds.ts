/** Baseline and candidate in turn, round after round, so that what else the machine does meets both alike. */

import type { Measurement, Prepared } from './benchmark.js';

export interface Round {
  readonly baseline: Measurement;
  readonly candidate: Measurement;
}

/** The middle value, or the mean of the two middle ones; NaN for none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

/** The value that so much of them, 0 to 1, do not exceed; NaN for none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;

/** Which of the two goes first changes from round to round; garbage of the one is not collected on the other's time. */
export async function* alternate(prepared: Prepared, rounds: number): AsyncGenerator<Round> {
  const measure = (side: 'baseline' | 'candidate'): Promise<Measurement> => {
    globalThis.gc?.();
    return prepared[side]();
  };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const baseline = await measure('baseline');
      yield { baseline, candidate: await measure('candidate') };
    } else {
      const candidate = await measure('candidate');
      yield { baseline: await measure('baseline'), candidate };
    }
  }
}
