/** Metrics of a whole server: on a port of their own, with the routes that were asked, and nothing of anybody. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from './support/free-port.js';
import { annasPractice, order, settle } from './support/practice.js';
import { Server } from './support/server.js';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

describe('metrics', () => {
  let server: Server;
  let port: number;
  let metrics: string;

  beforeAll(async () => {
    port = await freePort();
    server = await Server.start({ env: { KONSIL_METRICS_PORT: String(port) } });
    const people = await settle(server);
    const { practiceId } = await annasPractice(people);
    const { caseId } = await order(people.anna, practiceId);
    await people.anna.get(`/cases/${caseId}`);
    metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  });

  afterAll(() => server.remove());

  const sample = (name: string): number =>
    Number(
      metrics
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );

  it('tell how the server is, and what it has answered', () => {
    expect(sample('konsil_ready')).toBe(1);
    expect(sample('konsil_log_position')).toBeGreaterThan(10);
    expect(sample('konsil_read_models_position')).toBeGreaterThan(10);
    expect(sample('konsil_parked_groups{projection="patients"}')).toBe(0);
    const asked = 'konsil_http_request_duration_seconds_count{method="GET",route="/cases/:caseId",status="200"}';
    expect(sample(asked)).toBe(1);
    expect(sample('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('hold no id and no name', () => {
    expect(metrics).not.toMatch(ID);
    expect(metrics).not.toMatch(/sommer|anna/i);
  });

  it('are one address of one port, only to be read', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  it('are not offered where nobody asks for them, and a taken port ends the start', async () => {
    const taken = await Server.start({ env: { KONSIL_METRICS_PORT: String(port) } }).catch((error: unknown) =>
      String(error),
    );
    expect(taken).toMatch(new RegExp(`Something listens at .*:${port} already`));
  });
});
