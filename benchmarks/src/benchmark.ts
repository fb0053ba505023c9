/** What a benchmark is: a frozen baseline and the product, measured in turn in one run on one machine. */

/** One measurement; more is better. */
export interface Measurement {
  /** In the benchmark's unit. */
  readonly value: number;
  /** What else is worth reading, for instance a latency; printed, not compared. */
  readonly notes?: Readonly<Record<string, string | number>>;
}

/** A benchmark with its data made, ready to be measured any number of times. */
export interface Prepared {
  baseline(): Promise<Measurement>;
  candidate(): Promise<Measurement>;
  close(): Promise<void>;
}

/** The smallest and the wanted ratio of candidate to baseline. */
export interface Budget {
  readonly must: number;
  readonly aim: number;
}

export interface Benchmark {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  readonly unit: string;
  readonly budget: Budget;
  /** Default of `--scale`, and what it counts. */
  readonly scale: { readonly default: number; readonly of: string };
  /** Makes the data in an empty folder of its own, which is deleted afterwards. */
  prepare(options: { readonly folder: string; readonly scale: number }): Promise<Prepared>;
}

/** A measurement against absolute figures, where no baseline says anything. */
export interface Survey {
  readonly name: string;
  readonly summary: string;
  /** The figures in words. */
  readonly goal: string;
  readonly scale: { readonly default: number; readonly of: string };
  /** Makes its data in the empty folder, and tells line by line what it finds; the last line is JSON. */
  lines(options: { readonly folder: string; readonly scale: number; readonly rounds: number }): AsyncIterable<string>;
}
