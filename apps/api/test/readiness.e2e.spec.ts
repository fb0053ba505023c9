import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '@konsil/event-store/testing/stand-in';
import { Server } from './support/server.js';

interface Ready {
  readonly checks: { readonly log: { readonly ok: boolean; readonly facts: Readonly<Record<string, unknown>> } };
}

describe('readiness with the log on KurrentDB', () => {
  let standIn: StandIn;
  let server: Server;
  beforeAll(async () => {
    standIn = await startStandIn();
    const connectionString = standIn.connectionString.replace('esdb://', 'esdb://canary:canary@');
    server = await Server.start({ env: { KONSIL_EVENT_STORE: connectionString, KONSIL_LOG_LEVEL: 'trace' } });
  });
  afterAll(async () => {
    await server.remove();
    await standIn.stop();
  });

  const told: string[] = [];
  const readiness = async (): Promise<{ readonly status: number; readonly log: Ready['checks']['log'] }> => {
    const response = await fetch(`${server.url}/readyz`);
    const text = await response.text();
    told.push(text);
    return { status: response.status, log: (JSON.parse(text) as Ready).checks.log };
  };
  const readinessOnce = async (status: number): ReturnType<typeof readiness> => {
    const bound = AbortSignal.timeout(20_000);
    let now = await readiness();
    while (now.status !== status && !bound.aborted) now = await readiness();
    return now;
  };

  it('shows that the log is connected, the age of its newest event and the lag of the rows', async () => {
    const { status, log } = await readiness();
    expect(status).toBe(200);
    expect(log).toMatchObject({ ok: true, facts: { connected: true, headPosition: expect.any(Number) as unknown } });
    const { lastEventAgeMs, lagMs } = log.facts;
    for (const milliseconds of [lastEventAgeMs, lagMs]) {
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeLessThan(60_000);
    }
  });

  it('is 503 and says why while the server is away, and comes back by itself', async () => {
    await standIn.stop();
    const away = await readinessOnce(503);
    expect(away.log).toMatchObject({ ok: false, facts: { connected: false, reason: 'unavailable' } });
    await standIn.start();
    expect((await readinessOnce(200)).log).toMatchObject({ ok: true, facts: { connected: true } });
  });

  it('has said nothing of the credentials, neither there nor in the process log', () => {
    expect(told.length).toBeGreaterThan(2);
    expect(told.join('') + server.output).not.toContain('canary');
  });
});
