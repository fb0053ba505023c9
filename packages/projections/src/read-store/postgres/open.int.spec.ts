import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DomainEvent } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  caseId,
  inDays,
  luis,
  luisId,
  meiId,
  patientId,
  petraId,
  planWellId,
} from '@konsil/domain/testing';
import { sql } from 'kysely';
import pg from 'pg';
import type { Fold } from '../../fold/index.js';
import { PageFolder } from '../../engine/page.js';
import { readModelFolds } from '../../folds/index.js';
import { createQueries, type Queries } from '../../queries/index.js';
import { everybody } from '../../testing/people.js';
import { startPostgres, type TestPostgres } from '../../testing/postgres.js';
import { dump } from '../../testing/running.js';
import { streamOf } from '../../testing/log.js';
import { openSqliteReadStore, type ReadStore } from '../index.js';
import { openPostgresReadStore } from './open.js';

const folds = readModelFolds;
const shared = [
  ...everybody,
  ...aRoster().with(luis).events,
  ...aPatient().events,
  ...aCase().sharedWith(luis).events,
] as readonly DomainEvent[];

const now = inDays(1);
const byId = <Row extends object>(rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

/** The lists have a suite of their own. */
const asked: Readonly<Record<string, (queries: Queries) => Promise<unknown>>> = {
  matchingOrders: (queries) => queries.matchingOrders({ viewer: annaId, now }),
  accessOf: (queries) => queries.accessOf({ viewer: luisId, now }, caseId),
  caseDetails: (queries) => queries.caseDetails({ viewer: luisId, now }, caseId),
  caseDetailsOfAnother: (queries) => queries.caseDetails({ viewer: meiId, now }, caseId),
  drafts: (queries) => queries.drafts({ viewer: luisId, now }),
  conversation: (queries) => queries.conversation({ viewer: luisId, now }, caseId, luis.collaboratorId),
  roster: (queries) => queries.roster(annaId, now),
  invitationsOf: (queries) => queries.invitationsOf(luisId, now),
  patient: (queries) => queries.patient(annaId, patientId),
  patients: (queries) => queries.patients(annaId),
  people: async (queries) => byId(await queries.people([annaId, luisId])),
  nobody: (queries) => queries.people([]),
  organisations: async (queries) => byId(await queries.organisations([planWellId])),
  organisationsOf: async (queries) => byId(await queries.organisationsOf(petraId)),
  practices: (queries) => queries.practices(annaId),
  preferences: (queries) => queries.preferences(annaId),
  savedViews: (queries) => queries.savedViews(annaId),
  tpsWork: (queries) => queries.tpsWork({ viewer: petraId, now }),
  overdueReviews: (queries) => queries.overdueReviews({ viewer: annaId, now }),
  dueTimes: (queries) => queries.dueTimes({ viewer: annaId, now }),
  bulkActs: (queries) => queries.bulkActs(annaId),
};

const foldInto = async ({ writer }: ReadStore, events: readonly DomainEvent[], from = 0): Promise<void> => {
  if (writer === undefined) throw new Error('The store is open for writing.');
  const folder = await PageFolder.over(folds, writer);
  await folder.fold(
    events.map((event, at) => ({
      ...{ ...event, kind: 'event', id: `event-${from + at}`, stream: streamOf(event), revision: 0 },
      ...{ position: from + at, recordedAt: '2026-03-01T08:00:00.000Z' },
      metadata: { actor: { id: 'setup', role: 'setup' }, commandId: 'none', causationId: '', correlationId: '' },
    })) as unknown as Parameters<typeof folder.fold>[0],
  );
  await folder.commit();
};

describe('The read store on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  const open = (schema: string, readOnly = false): Promise<ReadStore> =>
    openPostgresReadStore({ connectionString: server.connectionString, schema, folds, readOnly });

  it('holds the same rows as SQLite', async () => {
    const [postgres, sqlite] = [await open('same'), openSqliteReadStore({ file: ':memory:', folds })];
    await foldInto(postgres, shared);
    await foldInto(sqlite, shared);
    expect(await dump(postgres)).toEqual(await dump(sqlite));
    await postgres.close();
    await sqlite.close();
  });

  it('answers every other query as SQLite does', async () => {
    const [postgres, sqlite] = [await open('queries'), openSqliteReadStore({ file: ':memory:', folds })];
    const answers = [];
    for (const store of [postgres, sqlite]) {
      await foldInto(store, shared);
      const answered: Record<string, unknown> = {};
      for (const [name, ask] of Object.entries(asked)) answered[name] = await ask(createQueries(store));
      answers.push(answered);
      await store.close();
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ accessOf: expect.anything(), patient: expect.anything() });
  });

  it('compares text by its bytes, as SQLite does', async () => {
    const words: Fold = {
      ...{ kind: 'appending', name: 'words', version: 1, categories: [], rows: () => ({}) },
      tables: { words: { columns: { word: { kind: 'text' } }, primaryKey: ['word'] } },
    };
    const { connectionString } = server;
    const stores = [
      await openPostgresReadStore({ connectionString, schema: 'words', folds: [words] }),
      openSqliteReadStore({ file: ':memory:', folds: [words] }),
    ];
    const [none, given] = [new Map(), [['é'], ['a'], ['B'], ['z'], ['a-c'], ['ab'], ['👩'], ['\uffff']]];
    const changes = { upserts: new Map([['words', given]]), updates: none, deletes: none, counts: none };
    for (const store of stores) {
      await store.writer?.commit({ ...changes, emptied: [], erases: false, unparked: [], parked: [] }, { position: 0 });
      const { rows } = await sql<{ word: string }>`select "word" from "words" order by "word"`.execute(store.queries);
      expect(rows.map(({ word }) => word)).toEqual(['B', 'a', 'a-c', 'ab', 'z', 'é', '\uffff', '👩']);
      await store.close();
    }
  });

  it('lets a writer that was taken for dead write nothing more', async () => {
    const before = await open('fenced');
    await server.query(`UPDATE fenced."lease" SET "heldUntil" = '-infinity'`);
    const after = await open('fenced');
    await expect(foldInto(before, shared)).rejects.toMatchObject({ code: 'READ_STORE.LEASE_LOST' });
    await before.close();
    expect(await after.readCheckpoint()).toBe(-1);
    await foldInto(after, shared);
    expect(await after.readCheckpoint()).toBe(shared.length - 1);
    await after.close();
  });

  it('leaves a writer that is alive its rows, and says who it is', async () => {
    const opened = { connectionString: server.connectionString, schema: 'taken', folds, patience: 0 };
    const first = await openPostgresReadStore(opened);
    await expect(openPostgresReadStore(opened)).rejects.toThrow(
      /^Another process \(.+, process \d+\) folds into the schema taken\.$/,
    );
    await foldInto(first, shared);
    await first.close();
    const second = await openPostgresReadStore(opened);
    expect(await second.readCheckpoint()).toBe(shared.length - 1);
    await second.close();
  });

  it('keeps its rows when it is opened again, and shows them read-only', async () => {
    const first = await open('kept');
    await foldInto(first, shared);
    await first.close();
    const second = await open('kept');
    const reader = await open('kept', true);
    expect(await second.readCheckpoint()).toBe(shared.length - 1);
    expect(reader.writer).toBeUndefined();
    expect(await dump(reader)).toEqual(await dump(second));
    await expect(reader.queries.deleteFrom('cases').execute()).rejects.toMatchObject({ code: '25006' });
    await reader.close();
    await second.close();
  });

  it('makes tables of another version anew, in its own schema alone', async () => {
    const [kept, old] = [await open('beside'), await open('older')];
    for (const store of [kept, old]) await foldInto(store, shared);
    await old.close();
    const newer = await openPostgresReadStore({
      ...{ connectionString: server.connectionString, schema: 'older' },
      folds: folds.map((fold) => ({ ...fold, version: fold.version + 1 })),
    });
    expect(await newer.readCheckpoint()).toBe(-1);
    expect(await kept.readCheckpoint()).toBe(shared.length - 1);
    await newer.close();
    await kept.close();
  });

  it('builds all secondary indexes, then is no longer in bulk; compacts with its rows kept', async () => {
    const store = await open('indexed');
    await foldInto(store, shared);
    const rows = await dump(store);
    while (await store.writer?.buildNextIndex());
    await store.writer?.compact();
    expect(await store.writer?.isBulk()).toBe(false);
    expect(await dump(store)).toEqual(rows);
    await store.close();
  });

  it('sweeps after an erasure, with the next commit where that failed', async () => {
    const store = await open('swept');
    await foldInto(store, shared);
    const unswept = async (): Promise<unknown> => (await server.query('SELECT "unswept" FROM swept."checkpoint"'))[0];
    const none = new Map();
    const nothing = {
      upserts: none,
      updates: none,
      deletes: none,
      counts: none,
      emptied: [],
      unparked: [],
      parked: [],
    };
    const commit = (position: number, erases: boolean) => store.writer?.commit({ ...nothing, erases }, { position });
    // As by an administrator who works on the table.
    const administrator = new pg.Client({ connectionString: server.connectionString });
    await administrator.connect();
    await administrator.query('BEGIN');
    await administrator.query('LOCK TABLE swept."cases" IN SHARE MODE');
    const erasing = expect(commit(100, true)).rejects.toMatchObject({ code: '57014' });
    const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'VACUUM%' AND wait_event_type = 'Lock'`;
    while ((await server.query(cancel)).length === 0);
    await erasing;
    await administrator.end();
    expect(await unswept()).toEqual({ unswept: 1 });
    await store.close();
    const later = await open('swept');
    await foldInto(later, shared, 101);
    expect(await unswept()).toEqual({ unswept: 0 });
    await later.close();
  });

  it.each(['Konsil', 'a-b', '1a', 'a'.repeat(51), ''])('refuses the schema name "%s"', async (schema) => {
    await expect(open(schema)).rejects.toThrow('The name of a PostgreSQL schema');
  });
});
