/**
 * Figures of a running process, in the text format of Prometheus: numbers and states alone. Labels are names of routes,
 * parts, projections and rules, of which there are few; never an id, an address or anything of a person. Rule: product.md J4.
 */

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from './ports.js';

/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** An answered request. */
export interface Answered {
  readonly method: string;
  /** As it is declared (`/cases/:caseId`); absent where the address leads nowhere. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly #answered = new Histogram({
    name: 'konsil_http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer',
    ...{ labelNames: ['method', 'route', 'status'], buckets: BUCKETS, registers: [this.#registry] },
  });
  readonly #ready = this.#gauge('konsil_ready', 'Whether this process should get requests');
  readonly #part = this.#gauge('konsil_part_ok', 'Whether a part of this process is well', 'part');
  readonly #parked = this.#gauge('konsil_parked_groups', 'Groups of rows that an event has stopped', 'projection');
  readonly #policy = this.#gauge('konsil_policy_position', 'Up to which position a rule has come', 'policy');
  /** By part and name of a fact of its readiness; facts in milliseconds become seconds. */
  readonly #facts: readonly (readonly [part: string, fact: string, gauge: Gauge, scale: number])[] = [
    ['log', 'headPosition', this.#gauge('konsil_log_position', 'Position of the newest event'), 1],
    ['log', 'lastEventAgeMs', this.#gauge('konsil_log_last_event_age_seconds', 'Age of the newest event'), 1e-3],
    ['log', 'lagMs', this.#gauge('konsil_read_models_lag_seconds', 'Age of the oldest event not shown yet'), 1e-3],
    ['log', 'stateHitRate', this.#gauge('konsil_state_hit_ratio', 'How often a state was found in memory'), 1],
    ['read-models', 'position', this.#gauge('konsil_read_models_position', 'Up to where all events are shown'), 1],
  ];

  constructor(private readonly health: Health) {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  answered({ method, route = 'none', status, seconds }: Answered): void {
    this.#answered.observe({ method, route, status }, seconds);
  }

  /** As they are now. */
  async text(): Promise<string> {
    const [{ ready, checks }, parked] = await Promise.all([this.health.readiness(), this.health.parkedGroups()]);
    this.#ready.set(ready ? 1 : 0);
    for (const [part, { ok }] of Object.entries(checks)) this.#part.set({ part }, ok ? 1 : 0);
    for (const [projection, groups] of Object.entries(parked)) this.#parked.set({ projection }, groups);
    for (const [policy, position] of Object.entries(checks['policies']?.facts ?? {}))
      this.#policy.set({ policy }, Number(position));
    for (const [part, fact, gauge, scale] of this.#facts) {
      const value = checks[part]?.facts?.[fact];
      // A figure that nobody knows now is none, rather than the last one.
      if (typeof value === 'number') gauge.set(value * scale);
      else gauge.remove();
    }
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }
}
