import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { healthOf } from '../../health.js';
import { aStream, rig, someEvents, type Rig } from './fixtures.js';

describe('the health of a log in KurrentDB', () => {
  let open: Rig;
  beforeEach(async () => {
    open = await rig();
  });
  afterEach(() => open.close());

  const health = (followed = -1) => healthOf(open.store, { followed, now: Date.now, withinMs: 300 });

  it('tells age and lag from the events, wherever the follower stands', async () => {
    const { position } = await open.store.append({ stream: aStream(), expected: 'any', events: someEvents(3) });
    expect(await health(position)).toMatchObject({ connected: true, headPosition: position, lagMs: 0 });
    const later = await healthOf(open.store, { followed: -1, now: () => Date.now() + 60_000, withinMs: 2_000 });
    expect(later).toMatchObject({ connected: true });
    if (later.connected) expect(Math.min(later.lagMs, later.lastEventAgeMs)).toBeGreaterThanOrEqual(60_000);
  });

  it('is not connected while the server is away, and connected again when it is back', async () => {
    await open.standIn.stop();
    expect(await health()).toEqual({ connected: false, reason: 'unavailable' });
    await open.standIn.start();
    let now = await health();
    while (!now.connected) now = await health();
    expect(now).toMatchObject({ headPosition: -1 });
  });

  it('is not connected while the server does not answer or denies access', async () => {
    open.standIn.faults.onReads('hang');
    expect(await health()).toEqual({ connected: false, reason: 'no answer' });
    open.standIn.faults.onReads('deny');
    expect(await health()).toEqual({ connected: false, reason: 'access-denied' });
  });
});
