/** Requests against a server of another process: 32 connections, each asking again as soon as it is answered. */

import autocannon, { type Options, type Result } from 'autocannon';
import type { Measurement } from '../benchmark.js';

const CONNECTIONS = 32;

export interface PreparedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load {
  readonly url: string;
  /** How many requests are measured. */
  readonly amount: number;
  /** The n-th request, from 0. */
  readonly request: (n: number) => PreparedRequest;
}

/** Requests per second until the last answer; every answer must be a 2xx. */
export const measureLoad = async ({ url, amount, request }: Load): Promise<Measurement> => {
  let asked = 0;
  const { result, seconds } = await run({
    url,
    connections: CONNECTIONS,
    amount,
    requests: [
      {
        method: 'POST',
        setupRequest: (base) => {
          const { path, headers, body } = request(asked++);
          return { ...base, path, headers: { ...headers }, body };
        },
      },
    ],
  });
  const refused = result.non2xx + result.errors + result.timeouts;
  if (refused > 0) throw new Error(`${refused} of ${amount} requests had no 2xx answer`);
  return {
    value: result['2xx'] / seconds,
    notes: { 'p50 ms': result.latency.p50, 'p99 ms': result.latency.p99 },
  };
};

/** The tool ends a run at its next look at the clock, once a second; what counts is when the last answer came. */
const run = (options: Options): Promise<{ readonly result: Result; readonly seconds: number }> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    let answered = started;
    const instance = autocannon(options, (error: Error | null, result) => {
      if (error === null) resolve({ result, seconds: (answered - started) / 1000 });
      else reject(error);
    });
    instance.on('response', () => {
      answered = performance.now();
    });
  });
