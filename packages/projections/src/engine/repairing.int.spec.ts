import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent, EventOf } from '@konsil/domain';
import { annaId, caseId, inDays, luis, luisId, patientId } from '@konsil/domain/testing';
import type { Codec } from '@konsil/event-store';
import { readModelFolds } from '../folds/index.js';
import { createQueries, type Queries } from '../queries/index.js';
import type { ReadStore } from '../read-store/index.js';
import { aLog, decodePlain, plainCodec, type TestLog } from '../testing/log.js';
import { dump } from '../testing/running.js';
import { brokenShare, itsCase, practice, written } from '../testing/shared-case.js';
import { type Opened, STORES } from '../testing/stores.js';
import { createEngine } from './create.js';
import type { Commit, Engine } from './engine.js';

const now = inDays(1);
const asLuis = { viewer: luisId, now };
const anna = { viewer: annaId, now };

const skip = (
  projection: string,
  group: string,
  position: number,
  reason: EventOf<'GroupSkipped'>['data']['reason'] = 'event-unknown',
): DomainEvent => ({ type: 'GroupSkipped', data: { projection, group, position, reason } });

/** Reads a type that begins with `Unknown` as the one behind that word, once the program has learnt to. */
const learning = (hasLearnt: () => boolean): Codec => ({
  ...plainCodec,
  decode: async (events) =>
    events.map((event) =>
      decodePlain(hasLearnt() ? { ...event, type: event.type.replace(/^Unknown(?=[A-Z])/, '') } : event),
    ),
});

describe.each(STORES)('A parked group on $store', ({ open }) => {
  let opened: Opened;
  let readStore: ReadStore;
  let queries: Queries;
  let log: TestLog;
  let learnt: boolean;
  let engine: Engine;
  let commits: Commit[];
  let stop: () => Promise<void>;

  const start = async (): Promise<void> => {
    const stopping = new AbortController();
    const codec = learning(() => learnt);
    const onCommit = (commit: Commit): number => commits.push(commit);
    engine = createEngine({ store: log.store, codec, readStore, folds: readModelFolds, onCommit });
    const ended = engine.run(stopping.signal);
    stop = () => {
      stopping.abort();
      return ended;
    };
    await engine.caughtUp;
  };
  const reached = (position: number): Promise<void> => engine.reached(position, AbortSignal.timeout(20_000));
  const parked = async (): Promise<readonly string[]> =>
    (await readStore.parked()).map(({ fold, key, position }) => `${fold} ${key} ${position}`);
  const ofPatients = async (): Promise<readonly string[]> =>
    (await parked()).filter((one) => one.startsWith('patients '));
  const unread = async (): Promise<number | undefined> => (await queries.manageOrders(anna)).rows[0]?.unread;
  const seenByLuis = async (): Promise<boolean> => (await queries.accessOf(asLuis, caseId)) !== undefined;

  /** What an empty store makes of the same log. */
  const rebuilt = async () => {
    await stop();
    await readStore.writer?.reset();
    await start();
    return { rows: await dump(readStore), parked: await parked() };
  };
  const sameAsRebuilt = async (): Promise<void> => {
    const served = { rows: await dump(readStore), parked: await parked() };
    expect(await rebuilt()).toEqual(served);
  };

  beforeAll(async () => {
    opened = await open();
    readStore = opened.readStore;
    queries = createQueries(readStore);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await readStore.writer?.reset();
    log = aLog();
    learnt = false;
    commits = [];
    await log.record(...practice, ...itsCase);
  });
  afterEach(() => stop());

  it('stays where it is when it is tried again and nothing has changed, and denies', async () => {
    await start();
    const position = await log.recordRaw(`case-${caseId}`, 'CaseShared', brokenShare);
    await reached(position);
    await reached(await log.record(written(1)));
    const before = await dump(readStore);
    expect(await engine.retry({ fold: 'patients', key: patientId })).toMatchObject([
      { fold: 'patients', key: patientId, parked: { position, reason: 'rows that no table can hold' } },
    ]);
    expect(await ofPatients()).toEqual([`patients ${patientId} ${position}`]);
    expect(await dump(readStore)).toEqual(before);
    expect([await seenByLuis(), await unread()]).toEqual([false, 0]);
  });

  it('is the one its stream tells of where an event names a group that no store can hold', async () => {
    await start();
    const { type, data } = written(1);
    const none = { ...data, patientId: `${patientId}\u0000` };
    const stream = `conversation-${caseId}-${luis.collaboratorId}`;
    const position = await log.recordRaw(stream, type, JSON.stringify(none));
    await reached(await log.record(written(2)));
    expect(await ofPatients()).toEqual([`patients ${patientId} ${position}`]);
    expect([await seenByLuis(), await unread()]).toEqual([false, 0]);
    await sameAsRebuilt();
  });

  it('goes on when its events can be folded by now, those behind the first one too', async () => {
    const { type, data } = written(1);
    await log.recordRaw(`conversation-${caseId}-${luis.collaboratorId}`, `Unknown${type}`, JSON.stringify(data));
    const last = await log.record(written(2));
    await start();
    expect([await seenByLuis(), await unread(), (await parked()).length]).toEqual([false, 0, 2]);

    learnt = true;
    const retried = await engine.retry();
    expect(retried.map(({ fold, parked: still }) => [fold, still])).toEqual([
      ['messages', undefined],
      ['patients', undefined],
    ]);
    expect(commits.at(-1)).toMatchObject({ to: last, changed: { patients: [patientId] } });
    expect([await seenByLuis(), await unread(), await parked()]).toEqual([true, 2, []]);
    await reached(await log.record(written(3)));
    expect(await unread()).toBe(3);
    await sameAsRebuilt();
  });

  it('goes on without the event that an operator has had skipped, and is the same after a rebuild', async () => {
    const position = await log.recordRaw(`case-${caseId}`, 'CaseShared', brokenShare);
    await log.record(written(1));
    await start();
    expect(await seenByLuis()).toBe(false);
    await reached(await log.record(skip('patients', patientId, position), written(2)));
    expect([await seenByLuis(), await unread(), await ofPatients()]).toEqual([true, 2, []]);
    await sameAsRebuilt();
  });

  it('is parked anew at the next event that can not be folded', async () => {
    const first = await log.recordRaw(`case-${caseId}`, 'CaseShared', brokenShare);
    await log.record(written(1));
    const second = await log.recordRaw(`case-${caseId}`, 'UnknownHappened');
    await log.record(written(2));
    await start();
    await reached(await log.record(skip('patients', patientId, first)));
    expect([await ofPatients(), await seenByLuis()]).toEqual([[`patients ${patientId} ${second}`], false]);
    expect(await unread()).toBe(1);
    await reached(await log.record(skip('patients', patientId, second)));
    expect([await ofPatients(), await unread(), await seenByLuis()]).toEqual([[], 2, true]);
    await sameAsRebuilt();
  });

  it('is skipped while nobody folds, and goes on with the next start', async () => {
    const position = await log.recordRaw(`case-${caseId}`, 'UnknownHappened');
    await start();
    await stop();
    await log.record(written(1), skip('patients', patientId, position));
    await start();
    expect([await seenByLuis(), await unread(), await ofPatients()]).toEqual([true, 1, []]);
  });

  it('is skipped by nothing but its own projection, key and position', async () => {
    const position = await log.recordRaw(`case-${caseId}`, 'UnknownHappened');
    await start();
    await reached(
      await log.record(
        skip('rosters', patientId, position),
        skip('patients', annaId, position),
        skip('patients', patientId, position - 1),
      ),
    );
    expect([await ofPatients(), await seenByLuis()]).toEqual([[`patients ${patientId} ${position}`], false]);
  });

  it('of a roster denies everybody but the provider, until it is skipped', async () => {
    await start();
    expect(await seenByLuis()).toBe(true);
    const position = await log.recordRaw(`roster-${annaId}`, 'UnknownHappened');
    await reached(position);
    expect([await seenByLuis(), await queries.accessOf(anna, caseId)]).toEqual([false, { as: 'provider' }]);
    await reached(await log.record(skip('rosters', annaId, position)));
    expect([await seenByLuis(), await parked()]).toEqual([true, []]);
    await sameAsRebuilt();
  });

  it('that only its stream is known of is skipped by the name of the stream, with the groups behind it', async () => {
    log = aLog();
    await log.record(...practice);
    const stream = `case-${caseId}`;
    const position = await log.recordRaw(stream, 'UnknownOrder');
    await log.record(...itsCase);
    await start();
    expect(await ofPatients()).toEqual([`patients ${stream} ${position}`, `patients ${patientId} ${position + 1}`]);
    expect((await engine.retry({ fold: 'patients', key: stream })).map(({ parked: still }) => still?.position)).toEqual(
      [position],
    );
    await reached(await log.record(skip('patients', stream, position)));
    expect([await ofPatients(), await seenByLuis()]).toEqual([[], true]);
    await sameAsRebuilt();
  });

  it('of rows that are only added is the event itself, and is skipped or added later', async () => {
    const { type, data } = written(1);
    const stream = `conversation-${caseId}-${luis.collaboratorId}`;
    const texts = async () => (await dump(readStore))['messages']?.length;
    const position = await log.recordRaw(stream, `Unknown${type}`, JSON.stringify(data));
    const skipped = await log.recordRaw(stream, 'UnknownHappened');
    await start();
    const [first, second] = (await readStore.parked()).filter(({ fold }) => fold === 'messages');
    expect([first?.position, second?.position, await texts()]).toEqual([position, skipped, 0]);
    await reached(await log.record(skip('messages', second?.key ?? '', skipped)));
    learnt = true;
    expect(await engine.retry({ fold: 'messages', key: first?.key ?? '' })).toHaveLength(1);
    expect([(await parked()).filter((one) => one.startsWith('messages')), await texts()]).toEqual([[], 1]);
  });

  it('loses what is erased, and keeps it lost when it is tried again', async () => {
    const position = await log.recordRaw(`case-${caseId}`, 'UnknownHappened');
    const classes = ['content', 'contact', 'evidence'] as const;
    const at = await log.record({ type: 'PersonalDataErased', data: { patientId, providerId: annaId, classes } });
    await start();
    await reached(await log.record(skip('patients', patientId, position), skip('patients', patientId, at)));
    await engine.retry();
    expect(JSON.stringify(await dump(readStore))).not.toMatch(/Mira|Sommer/);
    await sameAsRebuilt();
  });

  it('that nobody knows of is no group to try', async () => {
    await start();
    expect(await engine.retry({ fold: 'patients', key: patientId })).toEqual([]);
    expect(await engine.retry()).toEqual([]);
  });
});
