import { describe, expect, it } from '@jest/globals';
import type { CheckResult } from '../health/index.js';
import { Metrics } from './metrics.js';
import type { Health } from './ports.js';

const log = { ok: true, facts: { connected: true, headPosition: 41, lastEventAgeMs: 1500, lagMs: 250 } };
const parts: Readonly<Record<string, CheckResult>> = {
  log,
  'read-models': { ok: false, facts: { position: 40, parkedGroups: 2 } },
  policies: { ok: true, facts: { 'unshare-behind-removal': 39 } },
};

const metricsOf = (checks = parts, parked: Readonly<Record<string, number>> = { patients: 2, people: 0 }) => {
  const health: Health = { readiness: async () => ({ ready: false, checks }), parkedGroups: async () => parked };
  return new Metrics(health);
};

/** Samples that begin with a name, without their descriptions. */
const samples = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('Metrics', () => {
  it('tell the state of each part, parked groups by projection, and how far rules have come', async () => {
    expect(await samples(metricsOf(), 'konsil_')).toEqual(
      expect.arrayContaining([
        'konsil_ready 0',
        'konsil_part_ok{part="log"} 1',
        'konsil_part_ok{part="read-models"} 0',
        'konsil_parked_groups{projection="patients"} 2',
        'konsil_parked_groups{projection="people"} 0',
        'konsil_policy_position{policy="unshare-behind-removal"} 39',
        'konsil_log_position 41',
        'konsil_log_last_event_age_seconds 1.5',
        'konsil_read_models_lag_seconds 0.25',
        'konsil_read_models_position 40',
      ]),
    );
  });

  it('tell no figure that nobody knows, instead of the last one', async () => {
    let checks = parts;
    const metrics = new Metrics({
      readiness: async () => ({ ready: true, checks }),
      parkedGroups: async () => ({}),
    });
    expect(await samples(metrics, 'konsil_log_position')).toEqual(['konsil_log_position 41']);
    checks = { ...parts, log: { ok: false, facts: { connected: false, reason: 'no answer' } } };
    expect(await samples(metrics, 'konsil_log_position')).toEqual([]);
    expect(await samples(metrics, 'konsil_part_ok{part="log"}')).toEqual(['konsil_part_ok{part="log"} 0']);
  });

  it('count answers by declared route, and say where an address led nowhere', async () => {
    const metrics = metricsOf();
    metrics.answered({ method: 'GET', route: '/cases/:caseId', status: 200, seconds: 0.02 });
    metrics.answered({ method: 'GET', route: undefined, status: 404, seconds: 0.001 });
    expect(await samples(metrics, 'konsil_http_request_duration_seconds_count')).toEqual([
      'konsil_http_request_duration_seconds_count{method="GET",route="/cases/:caseId",status="200"} 1',
      'konsil_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
    ]);
    const within = 'konsil_http_request_duration_seconds_bucket{le="0.01",method="GET",route="/cases/:caseId"';
    expect(await samples(metrics, within)).toEqual([`${within},status="200"} 0`]);
  });
});
