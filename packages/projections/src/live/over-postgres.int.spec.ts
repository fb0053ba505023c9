import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCase, aConversation, annaId, aPatient, aRoster, caseId, inDays, luis, luisId } from '@konsil/domain/testing';
import { createEngine, type Told } from '../engine/index.js';
import { readModelFolds as folds } from '../folds/index.js';
import { openPostgresReadStore } from '../read-store/index.js';
import { aLog, plainCodec } from '../testing/log.js';
import { everybody } from '../testing/people.js';
import { startPostgres, type TestPostgres } from '../testing/postgres.js';
import { hearTold, Live, type LiveNote, ToldSender } from './index.js';

const aRow = (number: number): Told => ({
  ...{ table: 'cases', whom: [annaId], before: false },
  row: { caseId: `Fall ${number}: ${'ä'.repeat(number % 90)}` },
});

describe('Word of changes over PostgreSQL', () => {
  let server: TestPostgres;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const aPair = async (schema = 'konsil') => {
    const { connectionString } = server;
    const rows: Told[] = [];
    const troubles: unknown[] = [];
    const waiting = new Set<() => void>();
    let gaps = 0;
    const look = (): void => waiting.forEach((one) => one());
    const heard = hearTold(
      { connectionString, schema },
      {
        onTold: (told) => {
          rows.push(...told);
          look();
        },
        onGap: () => {
          gaps += 1;
          look();
        },
        onTrouble: (error) => troubles.push(error),
      },
    );
    const sender = new ToldSender({ connectionString, schema });
    closing.push(
      () => heard.close(),
      () => sender.close(),
    );
    await heard.listening;
    const until = (isThere: () => boolean): Promise<void> =>
      new Promise((done) => {
        const check = (): void => void (isThere() && done());
        waiting.add(check);
        check();
      });
    return { rows, troubles, sender, until, gaps: () => gaps };
  };

  it('arrives whole and in its order, however much it is', async () => {
    const { rows, sender, until } = await aPair();
    const told = Array.from({ length: 500 }, (_, number) => aRow(number));
    void sender.send(told.slice(0, 300));
    await sender.send(told.slice(300));
    await until(() => rows.length === told.length);
    expect(rows).toEqual(told);
  });

  it('is of one store: another schema hears nothing', async () => {
    const one = await aPair();
    const other = await aPair('other');
    await one.sender.send([aRow(1)]);
    await one.until(() => one.rows.length === 1);
    await other.sender.send([aRow(2)]);
    await other.until(() => other.rows.length === 1);
    expect([one.rows, other.rows]).toEqual([[aRow(1)], [aRow(2)]]);
  });

  it('goes on after a connection was lost, and says that something may be missing', async () => {
    const { rows, sender, until, gaps, troubles } = await aPair();
    await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
    await until(() => gaps() === 1);
    await sender.send([aRow(7)]);
    await until(() => rows.length === 1);
    expect(troubles).toHaveLength(1);
  });

  it('leads to what a reader of another process may know, and a gap to looking anew', async () => {
    const { connectionString } = server;
    const log = aLog();
    const known = [...everybody, ...aRoster().with(luis).events, ...aPatient().events];
    await log.record(...known, ...aCase().sharedWith(luis).events);
    const readStore = await openPostgresReadStore({ connectionString, folds });
    const sender = new ToldSender({ connectionString });
    const engine = createEngine({
      ...{ store: log.store, codec: plainCodec, readStore, folds, tells: () => true },
      onCommit: ({ told }) => void sender.send(told),
    });
    const stopping = new AbortController();
    const running = engine.run(stopping.signal);
    closing.push(
      () => readStore.close(),
      () => sender.close(),
      () => running,
      async () => stopping.abort(),
    );
    await engine.caughtUp;

    const source = await openPostgresReadStore({ connectionString, folds, readOnly: true });
    const live = new Live({ source, clock: () => inDays(1), pause: 1 });
    const heard = hearTold(
      { connectionString },
      { onTold: (told) => live.take(told), onGap: () => undefined, onTrouble: () => undefined },
    );
    closing.push(
      () => source.close(),
      () => heard.close(),
    );
    await heard.listening;
    const notes: LiveNote[] = [];
    let look: () => void = () => undefined;
    const subscription = await live.follow(luisId, {
      deliver: async (note) => {
        notes.push(note);
        look();
      },
      onError: (error) => {
        throw error;
      },
    });
    const told = (count: number): Promise<void> =>
      new Promise((done) => {
        look = () => void (notes.length >= count && done());
        look();
      });
    await log.record(...aConversation(luis).said(annaId).events);
    await told(1);
    live.missed();
    await told(2);
    subscription.unsubscribe();
    expect(notes).toEqual([
      { lists: ['collaborations'], cases: [caseId], more: false },
      { lists: ['orders', 'collaborations', 'collaborators'], cases: [], more: true },
    ]);
  });
});
