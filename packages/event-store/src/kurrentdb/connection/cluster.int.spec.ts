/** Several nodes of which one leads: who reads a head elsewhere may decide on what the log has overtaken. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../port.js';
import { startStandInCluster, type StandInCluster } from '../../testing/stand-in/index.js';
import { connectKurrentEventStore, type KurrentOptions } from '../index.js';
import { aStream, anEvent, idsIn, someEvents, subscribeTo, takeUntil } from '../outages/fixtures.js';

const impatient: Omit<KurrentOptions, 'connectionString'> = {
  ...{ appendTimeoutMs: 500, appendAttempts: 50, appendGiveUpAfterMs: 3_000 },
  ...{ readTimeoutMs: 1_000, lookAfterMs: 50 },
};
const DISCOVERY = '&maxDiscoverAttempts=3&discoveryInterval=20&gossipTimeout=1';

describe.each([
  ['batch', true],
  ['unary', false],
])('the store with %s appends on a cluster', (_path, batchAppend) => {
  let cluster: StandInCluster;
  let store: EventStore;
  beforeEach(async () => {
    cluster = await startStandInCluster(3, { batchAppend });
    for (const node of cluster.nodes.slice(1)) node.faults.onReads('hang', 100);
    store = await connectKurrentEventStore({
      connectionString: `${cluster.connectionString}${DISCOVERY}`,
      ...impatient,
    });
  });
  afterEach(async () => {
    await store.close();
    await cluster.stop();
  });

  const headOnceKnown = async (stream: string): Promise<number> => {
    for (;;) {
      try {
        return await store.headRevision(stream);
      } catch (error) {
        expect(error).toMatchObject({ code: 'unavailable' });
      }
    }
  };
  const leadWith = (index: number | undefined): void => {
    cluster.lead(index);
    for (const [at, node] of cluster.nodes.entries()) {
      node.faults.clear();
      if (at !== index) node.faults.onReads('hang', 100);
    }
  };

  it('finds the leader by gossip, and asks nobody else', async () => {
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: someEvents(2) });
    expect(await store.headRevision(stream)).toBe(1);
  });

  it('writes an append once and reads at the new leader when another one leads', async () => {
    const stream = aStream();
    const [first, second] = [anEvent(), anEvent()];
    await store.append({ stream, expected: 'no-stream', events: [first] });
    leadWith(1);
    expect((await store.append({ stream, expected: 0, events: [second] })).revision).toBe(1);
    expect(await headOnceKnown(stream)).toBe(1);
    expect(await idsIn(store.readStream(stream))).toEqual([first.id, second.id]);
  });

  it('ends a subscription at a node that leads no more, and the next one goes on', async () => {
    const stream = aStream();
    const { position } = await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    const messages = subscribeTo(store, stream);
    await takeUntil(messages, ({ kind }) => kind === 'caught-up');
    leadWith(2);
    await expect(takeUntil(messages, () => false)).rejects.toMatchObject({ code: 'unavailable' });
    await store.append({ stream, expected: 0, events: [anEvent()] });
    await headOnceKnown(stream);
    const [events] = await takeUntil(subscribeTo(store, stream, position), ({ kind }) => kind === 'events');
    expect(events).toMatchObject({ events: [{ revision: 1 }] });
  });

  it('does nothing while nobody leads, and goes on after the election', async () => {
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    leadWith(undefined);
    await expect(store.headRevision(stream)).rejects.toMatchObject({ code: 'unavailable' });
    const append = store.append({ stream, expected: 0, events: [anEvent()] });
    leadWith(1);
    expect((await append).revision).toBe(1);
  });

  it('goes on with another leader when the old one is killed', async () => {
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: [anEvent()] });
    leadWith(1);
    await cluster.nodes[0]?.stop();
    expect((await store.append({ stream, expected: 0, events: [anEvent()] })).revision).toBe(1);
    expect(await headOnceKnown(stream)).toBe(1);
  });
});

describe('a process whose cluster is gone', () => {
  const program = `
    import { connectKurrentEventStore } from '@konsil/event-store';
    import { startStandInCluster } from '@konsil/event-store/testing/stand-in';
    const cluster = await startStandInCluster(2);
    const connectionString = cluster.connectionString + '${DISCOVERY}';
    const store = await connectKurrentEventStore({ connectionString, appendGiveUpAfterMs: 500 });
    const event = (id) => ({ id: '00000000-0000-4000-8000-00000000000' + id, type: 'Happened', data: '{}', metadata: '{}' });
    const append = (id) => store.append({ stream: 'one-' + id, expected: 'no-stream', events: [event(id)] });
    await append(1);
    const messages = store.subscribe({ after: -1, signal: new AbortController().signal })[Symbol.asyncIterator]();
    for (let next = await messages.next(); next.value.kind !== 'caught-up'; ) next = await messages.next();
    await cluster.stop();
    const outcomes = await Promise.allSettled([messages.next(), append(2), append(3), store.headPosition()]);
    outcomes.push(...(await Promise.allSettled([append(4), store.headPosition()])));
    console.log(outcomes.map(({ reason }) => reason?.code).join(' '));
    process.exit(0);
  `;

  it('gets errors of the port, and no rejection that nobody can catch', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout.trim()).toBe('unavailable unknown-outcome unknown-outcome unavailable unknown-outcome unavailable');
  });
});
