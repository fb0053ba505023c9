/** The engine on a log in KurrentDB that goes wrong in every way it can: nothing is lost, nothing is folded twice. */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { annaId, caseId, inDays, luisId, patientId } from '@konsil/domain/testing';
import { connectKurrentEventStore, type EventStore } from '@konsil/event-store';
import { type StandIn, startStandIn } from '@konsil/event-store/testing/stand-in';
import { aLog, type TestLog } from '../testing/log.js';
import { dump, run, type Running } from '../testing/running.js';
import { practice, shared, written } from '../testing/shared-case.js';

describe('The engine on KurrentDB', () => {
  let standIn: StandIn;
  let store: EventStore;
  let log: TestLog;
  let running: Running[];
  const start = (): Running => {
    const one = run(store);
    running.push(one);
    return one;
  };

  beforeEach(async () => {
    standIn = await startStandIn();
    store = await connectKurrentEventStore({
      connectionString: standIn.connectionString,
      ...{ appendTimeoutMs: 500, readTimeoutMs: 500, lookAfterMs: 50 },
    });
    log = aLog(store);
    running = [];
  });
  afterEach(async () => {
    for (const one of running) await one.stop();
    await store.close();
    await standIn.stop();
  });

  const breaks: readonly (readonly [string, () => unknown])[] = [
    ['its call breaks', () => standIn.faults.dropStreams()],
    ['the server is killed and comes back', () => standIn.restart()],
    ['calls are refused', () => (standIn.faults.onReads('refuse', 3), standIn.faults.dropStreams())],
    ['the server is not ready', () => (standIn.faults.onReads('not-ready', 3), standIn.faults.dropStreams())],
    ['access is denied', () => (standIn.faults.onReads('deny', 3), standIn.faults.dropStreams())],
    ['calls are not answered', () => (standIn.faults.onReads('hang', 1), standIn.faults.dropStreams())],
    ['calls break after an event', () => (standIn.faults.onReads('drop-midway', 9), standIn.faults.dropStreams())],
    ['events come twice', () => (standIn.faults.onSubscriptions('events-twice'), standIn.faults.dropStreams())],
    ['checkpoints are stale', () => standIn.faults.onSubscriptions('stale-checkpoints')],
    ['checkpoints are ahead', () => standIn.faults.onSubscriptions('checkpoints-ahead')],
  ];

  it('goes on after every error, and its rows are those of a rebuild', async () => {
    await log.record(...shared);
    const live = start();
    await live.engine.caughtUp;
    for (const [number, [, breakIt]] of breaks.entries()) {
      await breakIt();
      // What no fold wants comes in between: checkpoints have something to say.
      await Promise.all(Array.from({ length: 40 }, (_, index) => log.recordRaw(`operations-${index}`, 'GroupSkipped')));
      await live.reached(await log.record(written(2 * number), written(2 * number + 1)));
      standIn.faults.clear();
    }
    expect(live.troubles.length).toBeGreaterThanOrEqual(7);
    const [row] = (await live.queries.manageOrders({ viewer: annaId, now: inDays(1) })).rows;
    expect(row?.unread).toBe(2 * breaks.length);
    const rebuilt = start();
    await rebuilt.engine.caughtUp;
    expect(await dump(live.readStore)).toEqual(await dump(rebuilt.readStore));
  });

  it('moves its checkpoint, live, over streams that no fold wants', async () => {
    await log.record(...practice);
    const live = start();
    await live.engine.caughtUp;
    await live.reached(await log.recordRaw('operations-1', 'GroupSkipped'));
    expect(await live.readStore.readCheckpoint()).toBe(await store.headPosition());
  });

  it('begins anew on a log that lost its events, and says nothing of what it showed before', async () => {
    await log.record(...shared);
    const live = start();
    await live.engine.caughtUp;
    await standIn.restart('wiped');
    const position = await log.record(...practice);
    const rebuilt = (): boolean => live.commits.some(({ from, to }) => from === 0 && to === -1);
    const bound = AbortSignal.timeout(10_000);
    while (!(rebuilt() && (await live.readStore.readCheckpoint()) >= position) && !bound.aborted)
      await new Promise((resolve) => setImmediate(resolve));
    expect(rebuilt()).toBe(true);
    expect((await live.queries.manageOrders({ viewer: annaId, now: inDays(1) })).rows).toEqual([]);
  });

  it('parks the group of an event that was redacted, and nothing else', async () => {
    await log.record(...shared, written(1));
    standIn.redact(`case-${caseId}`, 1);
    const live = start();
    await live.engine.caughtUp;
    const parked = (await live.readStore.parked()).filter(({ fold }) => fold === 'patients');
    expect(parked).toMatchObject([{ key: patientId, reason: 'undecodable' }]);
    expect(await live.queries.people([luisId])).toHaveLength(1);
  });
});
