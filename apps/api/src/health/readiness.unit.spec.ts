import { describe, expect, it } from '@jest/globals';
import { ReadinessService } from './readiness.js';

const well = { name: 'log', check: () => ({ ok: true, facts: { position: 7 } }) };

describe('Readiness', () => {
  it('needs every part to be well', async () => {
    const projector = { name: 'projector', check: () => Promise.resolve({ ok: false, facts: { lag: 9000 } }) };
    expect(await new ReadinessService([well]).now()).toEqual({
      ready: true,
      checks: { log: { ok: true, facts: { position: 7 } } },
    });
    expect(await new ReadinessService([well, projector]).now()).toMatchObject({
      ready: false,
      checks: { log: { ok: true }, projector: { ok: false } },
    });
  });

  it('takes a part that breaks for one that is not well, and says nothing of the cause', async () => {
    const broken = { name: 'log', check: () => Promise.reject(new Error('esdb://admin:secret@host')) };
    expect(await new ReadinessService([broken]).now()).toEqual({
      ready: false,
      checks: { log: { ok: false, facts: { reason: 'failed' } } },
    });
  });

  it('ends when the process closes', async () => {
    const readiness = new ReadinessService([well]);
    readiness.beforeApplicationShutdown();
    expect((await readiness.now()).ready).toBe(false);
  });
});
