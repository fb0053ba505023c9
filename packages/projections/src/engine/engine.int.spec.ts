import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase, annaId, aPatient, caseId, inDays, luis, luisId, meiId, patientId } from '@konsil/domain/testing';
import type { EventStore } from '@konsil/event-store';
import { sql } from 'kysely';
import { readModelFolds } from '../folds/index.js';
import { openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { aLog, type TestLog } from '../testing/log.js';
import { standingBefore } from '../testing/writer.js';
import { aFolder, dump, run, type Running } from '../testing/running.js';
import { brokenShare, practice, shared, written } from '../testing/shared-case.js';

const now = inDays(1);
const anna = { viewer: annaId, now };
const asLuis = { viewer: luisId, now };

const indexesOf = async ({ queries }: ReadStore): Promise<readonly string[]> => {
  const indexes = sql<{ name: string }>`select name from sqlite_master where type = 'index' and sql is not null`;
  return (await indexes.execute(queries)).rows.map(({ name }) => name);
};

describe('The engine', () => {
  let log: TestLog;
  let folder: ReturnType<typeof aFolder>;
  let running: Running[];
  const start: typeof run = (store, options) => {
    const one = run(store, options);
    running.push(one);
    return one;
  };

  beforeEach(() => {
    log = aLog();
    folder = aFolder();
    running = [];
  });
  afterEach(async () => {
    for (const one of running) await one.stop();
    folder.remove();
  });

  it('folds what the log holds, then what comes', async () => {
    await log.record(...practice);
    const { engine, queries, reached } = start(log.store, { file: folder.path('rows.db') });
    await engine.caughtUp;
    expect((await queries.manageOrders(anna)).rows).toHaveLength(0);
    await reached(await log.record(...aCase().sharedWith(luis).events));
    expect((await queries.manageOrders(anna)).rows).toHaveLength(1);
    expect((await queries.collaborations(asLuis)).rows).toHaveLength(1);
  });

  it('goes on from its checkpoint and folds nothing twice', async () => {
    const file = folder.path('rows.db');
    await log.record(...shared, written(1));
    const first = run(log.store, { file });
    await first.engine.caughtUp;
    await first.stop();
    const second = start(log.store, { file });
    await second.reached(await log.record(written(2)));
    expect((await second.queries.manageOrders(anna)).rows[0]?.unread).toBe(2);
    expect(second.commits.flatMap(({ from }) => from)).toEqual([await log.store.headPosition()]);
  });

  it('writes rows and checkpoint together or not at all', async () => {
    await log.record(...shared);
    let failures = 2;
    const one = start(log.store, {
      file: folder.path('rows.db'),
      through: (writer) =>
        standingBefore(writer, {
          commit: async (changes, checkpoint) => {
            if (checkpoint.position >= 20 && failures-- > 0) throw new Error('disk full');
            await writer.commit(changes, checkpoint);
          },
        }),
      pageSize: 4,
    });
    await one.reached(await log.record(written(1), written(2)));
    expect(one.troubles).toHaveLength(2);
    expect((await one.queries.manageOrders(anna)).rows[0]?.unread).toBe(2);
    const rebuilt = start(log.store);
    await rebuilt.engine.caughtUp;
    expect(await dump(one.readStore)).toEqual(await dump(rebuilt.readStore));
  });

  it('has the same rows live, event by event, as rebuilt in one page', async () => {
    const live = start(log.store, { file: folder.path('live.db'), pageSize: 1 });
    const history = [...shared, written(1), ...aCase().sharedWith(luis).setup().ready(luis).approved().events.slice(2)];
    for (const event of history) await log.record(event);
    await live.reached(history.length - 1);
    const rebuilt = start(log.store, { file: folder.path('rebuilt.db') });
    await rebuilt.engine.caughtUp;
    const rows = await dump(rebuilt.readStore);
    expect(rows['cases']).toHaveLength(1);
    expect(await dump(live.readStore)).toEqual(rows);
  });

  it('hears messages while it catches up, and stops between two pages', async () => {
    await log.record(...shared, ...Array.from({ length: 300 }, (_, number) => written(number)));
    const one = run(log.store, { pageSize: 1 });
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise((resolve) => port2.once('message', resolve));
    port1.postMessage('stop');
    await heard;
    await one.stop();
    port1.close();
    expect(one.engine.checkpoint()).toBeLessThan(await log.store.headPosition());
  });

  it('tells of every page once it has caught up, and of many at once while it fills an empty store', async () => {
    await log.record(...shared);
    const one = start(log.store, { pageSize: 2 });
    await one.engine.caughtUp;
    expect(one.commits).toHaveLength(1);
    await one.reached(await log.record(written(1), written(2), written(3), written(4)));
    expect(one.commits.length).toBeGreaterThan(2);
  });

  it('subscribes again for ever, whatever is thrown', async () => {
    await log.record(...shared);
    const thrown: { readonly it: unknown }[] = [
      ...[{ it: 'a text' }, { it: new TypeError('a mistake') }, { it: { code: 'access-denied' } }, { it: undefined }],
    ];
    const troubled: EventStore = {
      ...log.store,
      readAll: (options) => log.store.readAll(options),
      readStream: (stream, options) => log.store.readStream(stream, options),
      headPosition: () => log.store.headPosition(),
      subscribe: async function* (options) {
        const next = thrown.shift();
        if (next !== undefined) throw next.it;
        yield* log.store.subscribe(options);
      },
    };
    const one = start(troubled);
    await one.engine.caughtUp;
    expect(one.troubles).toHaveLength(4);
    expect((await one.queries.manageOrders(anna)).rows).toHaveLength(1);
  });

  it('moves its checkpoint over streams that no fold wants', async () => {
    await log.record(...practice);
    const one = start(log.store);
    const position = await log.recordRaw('review-1', 'TrailReviewSignedOff');
    await one.reached(position);
    expect(await one.readStore.readCheckpoint()).toBe(position);
    expect(one.commits.at(-1)).toEqual({ from: position, to: position, changed: {}, told: [] });
  });

  it('begins anew when the log is another one', async () => {
    const file = folder.path('rows.db');
    await log.record(...shared);
    const first = run(log.store, { file });
    await first.engine.caughtUp;
    await first.stop();
    const other = aLog();
    await other.record(
      ...practice,
      ...aPatient()
        .consenting([{ of: 'everyone' }])
        .events.slice(1),
      written(1),
    );
    expect(await other.store.headPosition()).toBe(await log.store.headPosition());
    const second = start(other.store, { file });
    await second.engine.caughtUp;
    expect((await second.queries.manageOrders(anna)).rows).toHaveLength(0);
    expect(await second.queries.people([luisId])).toHaveLength(1);
  });

  it('begins anew when a fold has another version, and readers see the new rows', async () => {
    const file = folder.path('rows.db');
    await log.record(...shared);
    const first = run(log.store, { file });
    await first.engine.caughtUp;
    await first.stop();
    const newer = readModelFolds.map((fold) => (fold.name === 'people' ? { ...fold, version: 99 } : fold));
    const reopened = openSqliteReadStore({ file, folds: newer });
    expect(await reopened.readCheckpoint()).toBe(-1);
    await reopened.close();
    const second = start(log.store, { file, folds: newer });
    await second.engine.caughtUp;
    expect((await second.queries.manageOrders(anna)).rows).toHaveLength(1);
  });

  it('builds the secondary indexes when the log is caught up, and not before', async () => {
    await log.record(...shared);
    const one = start(log.store, { file: folder.path('rows.db') });
    expect(await one.readStore.writer?.isBulk()).toBe(true);
    await one.engine.caughtUp;
    expect(await one.readStore.writer?.isBulk()).toBe(false);
    expect(await indexesOf(one.readStore)).toContain('grants_recipientId_lastActivity_sharedPosition');
  });

  it('stops between two indexes, and builds the others when it is started again', async () => {
    await log.record(...shared);
    const file = folder.path('rows.db');
    const built = Promise.withResolvers();
    const stopped = run(log.store, {
      file,
      through: (writer) =>
        standingBefore(writer, {
          buildNextIndex: () => {
            built.resolve(undefined);
            return writer.buildNextIndex();
          },
        }),
    });
    await built.promise;
    await stopped.stop();
    const one = start(log.store, { file });
    expect(await one.readStore.writer?.isBulk()).toBe(true);
    expect(await indexesOf(one.readStore)).toHaveLength(1);
    await one.engine.caughtUp;
    expect(await one.readStore.writer?.isBulk()).toBe(false);
    expect((await indexesOf(one.readStore)).length).toBeGreaterThan(10);
  });

  it('tells which groups changed', async () => {
    await log.record(...practice);
    const one = start(log.store);
    await one.engine.caughtUp;
    const position = await log.record(...aCase().events);
    await one.reached(position);
    expect(one.commits.at(-1)).toEqual({ from: position, to: position, changed: { patients: [patientId] }, told: [] });
  });

  describe('with an event that cannot be folded', () => {
    const poisons: [string, (log: TestLog) => Promise<number>][] = [
      ['of an unknown type', (one) => one.recordRaw(`case-${caseId}`, 'UnknownHappened')],
      ['whose data is not what its type says', (one) => one.recordRaw(`case-${caseId}`, 'CaseShared', brokenShare)],
      [
        'of an unknown type in a conversation',
        (one) => one.recordRaw(`conversation-${caseId}-${luis.collaboratorId}`, 'UnknownSaid'),
      ],
    ];
    it.each(poisons)('%s it parks the group, which then only its provider sees, and goes on', async (_, poison) => {
      await log.record(...shared);
      const one = start(log.store, { file: folder.path('rows.db') });
      await one.engine.caughtUp;
      expect(await one.queries.accessOf(asLuis, caseId)).toMatchObject({ as: 'collaborator' });
      const position = await poison(log);
      await one.reached(await log.record({ type: 'RoleGranted', data: { personId: meiId, role: 'lab' } }));
      expect((await one.readStore.parked()).filter(({ fold }) => fold === 'patients')).toMatchObject([
        { fold: 'patients', key: patientId, position },
      ]);
      expect(await one.queries.accessOf(asLuis, caseId)).toBeUndefined();
      expect((await one.queries.collaborations(asLuis)).counts.all).toBe(0);
      expect(await one.queries.accessOf(anna, caseId)).toEqual({ as: 'provider' });
      expect(await one.queries.people([meiId])).toMatchObject([{ roles: ['lab'] }]);
    });

    it('it stays parked over a restart, and later events of the group change nothing', async () => {
      const file = folder.path('rows.db');
      await log.record(...shared);
      await log.recordRaw(`patient-${patientId}`, 'UnknownHappened');
      const first = run(log.store, { file });
      await first.engine.caughtUp;
      await first.stop();
      const second = start(log.store, { file });
      await second.reached(await log.record(written(1)));
      expect((await second.queries.manageOrders(anna)).rows[0]?.unread).toBe(0);
      expect(await second.queries.accessOf(asLuis, caseId)).toBeUndefined();
    });

    it('in a case that no row tells of, it parks the patient with the next event of the case', async () => {
      await log.record(...practice);
      await log.recordRaw(`case-${caseId}`, 'UnknownOrder');
      await log.record(...aCase().sharedWith(luis).events);
      const one = start(log.store);
      await one.engine.caughtUp;
      expect(await one.queries.accessOf(asLuis, caseId)).toBeUndefined();
      const parked = (await one.readStore.parked()).filter(({ fold }) => fold === 'patients');
      expect(parked.map(({ key }) => key)).toEqual([`case-${caseId}`, patientId]);
    });

    it('in a roster it denies all of the roster but its provider', async () => {
      await log.record(...shared);
      await log.recordRaw(`roster-${annaId}`, 'UnknownHappened');
      const one = start(log.store);
      await one.engine.caughtUp;
      expect(await one.queries.accessOf(asLuis, caseId)).toBeUndefined();
      expect(await one.queries.accessOf(anna, caseId)).toEqual({ as: 'provider' });
    });
  });
});
