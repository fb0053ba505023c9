import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase, luis } from '@konsil/domain/testing';
import type { Commit } from '../engine/index.js';
import { readModelFolds } from '../folds/index.js';
import { openPostgresReadStore, openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { buildReadModels, openSchemaComparison, refold } from '../rebuilding/index.js';
import { aLog, plainCodec, type TestLog } from '../testing/log.js';
import { startPostgres, type TestPostgres } from '../testing/postgres.js';
import { dump, run, timesTold } from '../testing/running.js';
import { later, practice, written } from '../testing/shared-case.js';
import { NotComplete } from './generations.js';
import { GenerationsInSchemas } from './in-schemas.js';
import { Projector } from './projector.js';

const folds = readModelFolds;

describe('Generations on PostgreSQL', () => {
  let server: TestPostgres;
  let schema: string;
  let schemas = 0;
  let log: TestLog;
  let last: number;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  beforeEach(async () => {
    schemas += 1;
    schema = `rows${schemas}`;
    log = aLog();
    await log.record(...practice, ...aCase().sharedWith(luis).events);
    last = await log.record(...Array.from({ length: 5 }, (_, number) => written(number)));
  });

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const generationsFor = (as = folds): GenerationsInSchemas => {
    const generations = new GenerationsInSchemas({ connectionString: server.connectionString, schema }, as);
    closing.push(() => generations.close());
    return generations;
  };

  const openRows = (name: string, readOnly: boolean, as = folds): Promise<ReadStore> =>
    openPostgresReadStore({ connectionString: server.connectionString, schema: name, folds: as, readOnly });

  const aReader = async (name = schema): Promise<ReadStore> => {
    const reader = await openRows(name, true);
    closing.push(() => reader.close());
    return reader;
  };

  const schemasThere = async (): Promise<readonly unknown[]> =>
    (await server.query(`SELECT nspname FROM pg_namespace WHERE nspname ~ '^${schema}(_|$)' ORDER BY 1`)).map(
      ({ nspname }) => nspname,
    );

  /** As `konsil rebuild` does it; answers the name. */
  const build = (as = folds): Promise<string> =>
    generationsFor(as).build((readStore) =>
      buildReadModels({ store: log.store, codec: plainCodec, readStore, folds: as, last }),
    );

  const serve = async (generations = generationsFor()) => {
    const shown: number[] = [];
    const told: Commit[] = [];
    const troubles: unknown[] = [];
    const waiting = new Map<number, () => void>();
    const projector = new Projector({
      ...{ store: log.store, codec: plainCodec, folds, generations },
      readStore: await openRows(schema, false),
      tells: () => true,
      onCommit: (commit) => {
        shown.push(commit.to);
        if (commit.told.some(({ table }) => table === 'cases')) told.push(commit);
        for (const [position, done] of waiting) if (commit.to >= position) done();
      },
      onTrouble: (error) => void troubles.push(error),
    });
    closing.push(() => projector.stop());
    const reached = (position: number): Promise<void> =>
      (shown.at(-1) ?? -1) >= position ? Promise.resolve() : new Promise((done) => waiting.set(position, done));
    return { generations, shown, told, troubles, reached };
  };

  /** Resolves when the schema stands no more: what was built there is served. */
  const isServed = async (name: string): Promise<void> => {
    while ((await schemasThere()).includes(name)) await new Promise((next) => setImmediate(next));
  };

  it('are served one after the other: no position goes back, no row is missing, each change is told once', async () => {
    const { generations, reached, shown, told, troubles } = await serve();
    await reached(last);
    const reader = await aReader();
    const serveIt = generations.serve.bind(generations);
    const added: number[] = [];
    const add = async (number: number): Promise<number> => {
      const position = await log.record(written(number));
      added.push(position);
      return position;
    };
    // While nobody folds.
    generations.serve = async (...given) => {
      await add(300 + added.length);
      return serveIt(...given);
    };
    told.length = 0;
    for (const number of [1, 2]) {
      const next = await build();
      // Behind what was built: the new generation has it before it is served.
      const position = await add(100 + number);
      await isServed(next);
      await reached(position);
      expect(await reader.readCheckpoint()).toBeGreaterThanOrEqual(position);
    }
    await reached(await add(200));
    const inPeace = run(log.store);
    await inPeace.reached(added.at(-1) ?? 0);
    expect(await dump(reader)).toEqual(await dump(inPeace.readStore));
    await inPeace.stop();
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
    expect(added.map(timesTold(told))).toEqual(added.map(() => 1));
    expect(troubles).toEqual([]);
    await isServed(`${schema}_old`);
    expect(await schemasThere()).toEqual([schema]);
  });

  it('do not change within one answer: it is waited for', async () => {
    const { reached } = await serve();
    await reached(last);
    const reader = await aReader();
    const answer = reader.queries.transaction().setIsolationLevel('repeatable read');
    const counts = await answer.execute(async (transaction) => {
      const count = async (): Promise<number> =>
        (await transaction.selectFrom('messages').select('position').execute()).length;
      const before = await count();
      const next = await build();
      await log.record(written(300));
      // It is brought to the end of the log beside it.
      const beside = await aReader(next);
      while ((await beside.readCheckpoint()) <= last) await new Promise((turn) => setImmediate(turn));
      return { before, within: await count(), schemas: await schemasThere() };
    });
    expect(counts).toEqual({ before: 5, within: 5, schemas: [schema, `${schema}_next`] });
    await isServed(`${schema}_next`);
    expect(await reader.queries.selectFrom('messages').select('position').execute()).toHaveLength(6);
  });

  it('of another version are left for its server, which takes them up when it opens the rows', async () => {
    const { generations, reached } = await serve();
    await reached(last);
    await build(later);
    expect(await generations.newer()).toBeUndefined();
    await reached(await log.record(written(500)));
    for (const close of closing.splice(0).reverse()) await close();
    const next = await openRows(schema, false, later);
    expect(await next.readCheckpoint()).toBe(last);
    await next.close();
    expect(await schemasThere()).toEqual([schema, `${schema}_old`]);
  });

  it('that were cut short are gone on with, and not taken for complete ones', async () => {
    const generations = generationsFor();
    const cutShort = generations.build(async (readStore) => {
      await buildReadModels({ store: log.store, codec: plainCodec, readStore, folds, last: 3 });
      throw new Error('the power went');
    });
    await expect(cutShort).rejects.toThrow('the power went');
    expect(await generations.newer()).toBeUndefined();
    let stood: number | undefined;
    await generations.build(async (readStore) => {
      stood = await readStore.readCheckpoint();
      await buildReadModels({ store: log.store, codec: plainCodec, readStore, folds, last });
    });
    expect(stood).toBe(3);
    expect(await generations.newer()).toBe(`${schema}_next`);
  });

  it('can be a copy of what is served with one read model built anew', async () => {
    const { generations, reached } = await serve();
    await expect(generationsFor(later).change(async () => undefined)).rejects.toThrow(NotComplete);
    await reached(last);
    await log.record(written(600));
    const people = folds.find(({ name }) => name === 'people');
    if (people === undefined) throw new Error('There is no fold of people.');
    await reached(last + 1);
    const before = await dump(await aReader());
    await server.query(`UPDATE ${schema}."people" SET "name" = 'Wrongly'`);
    const next = await generations.change(async (readStore) => {
      await refold({ store: log.store, codec: plainCodec, readStore, fold: people });
    });
    await isServed(next);
    expect(await dump(await aReader())).toEqual(before);
  });

  it('let no writer from before write into what has taken the place of its rows', async () => {
    const [before, next] = [await openRows(schema, false), await build()];
    const paused = before.writer;
    await server.query(`UPDATE ${schema}."lease" SET "heldUntil" = '-infinity'`);
    // As often as it takes for the lease of what was built beside to come to the same epoch, were they counted apart.
    for (let times = 0; times < 3; times += 1) await (await openRows(schema, false)).close();
    expect(await schemasThere()).not.toContain(next);
    const none = new Map();
    const nothing = { upserts: none, updates: none, deletes: none, counts: none };
    const commit = paused?.commit(
      { ...nothing, emptied: [], erases: false, unparked: [], parked: [] },
      { position: 99 },
    );
    await expect(commit).rejects.toMatchObject({ code: 'READ_STORE.LEASE_LOST' });
    await before.close();
    const reader = await aReader();
    expect(await reader.readCheckpoint()).toBe(last);
  });

  it('but the one that is served are all removed for an erasure', async () => {
    await (await openRows(schema, false)).close();
    const generations = generationsFor();
    await build();
    await (await openRows(`${schema}_building`, false)).close();
    await generations.removeOthers();
    expect(await schemasThere()).toEqual([schema]);
  });

  it('are compared row by row with what was served at one moment, whatever becomes of it meanwhile', async () => {
    const { reached } = await serve();
    await reached(last);
    const rebuilt = `${schema}_compared`;
    const place = { connectionString: server.connectionString, schema };
    const beside = await openRows(rebuilt, false);
    closing.push(() => beside.close());
    const comparison = await openSchemaComparison(place, rebuilt, folds);
    closing.push(() => comparison.close());
    await reached(await log.record(written(700)));
    const parts = { store: log.store, codec: plainCodec, readStore: beside, folds };
    await buildReadModels({ ...parts, last: comparison.position });
    expect(comparison.position).toBe(last);
    expect(await comparison.differences()).toEqual([]);
  });

  it('differ where a row does: changed, on one side only, at either end of a table', async () => {
    const rows = await openRows(schema, false);
    await buildReadModels({ store: log.store, codec: plainCodec, readStore: rows, folds, last });
    await rows.close();
    const next = await build();
    const ordered = await server.query(`SELECT "position" FROM ${schema}."messages" ORDER BY "position"`);
    const positions = ordered.map(({ position }) => Number(position));
    const [first = 0, second = 0, ...others] = positions;
    const end = others.at(-1) ?? 0;
    await server.query(`DELETE FROM ${schema}."messages" WHERE "position" = ${first}`);
    await server.query(`UPDATE ${schema}."messages" SET "text" = 'Anders' WHERE "position" = ${second}`);
    await server.query(`DELETE FROM ${next}."messages" WHERE "position" = ${end}`);
    const place = { connectionString: server.connectionString, schema };
    const comparison = await openSchemaComparison(place, next, folds);
    closing.push(() => comparison.close());
    const of = (position: number, found: string) => ({
      ...{ table: 'messages', found },
      key: expect.objectContaining({ position }) as unknown,
    });
    expect(await comparison.differences()).toEqual([
      of(first, 'rebuilt only'),
      of(second, 'changed'),
      of(end, 'served only'),
    ]);
  });

  it('need the right to make schemas', async () => {
    await server.query(`CREATE ROLE tenant${schemas} LOGIN PASSWORD 'tenant'`);
    await server.query(`CREATE SCHEMA ${schema} AUTHORIZATION tenant${schemas}`);
    const place = new URL(server.connectionString);
    [place.username, place.password] = [`tenant${schemas}`, 'tenant'];
    const generations = new GenerationsInSchemas({ connectionString: place.href, schema }, folds);
    await generations.takeUp();
    await expect(generations.build(async () => undefined)).rejects.toMatchObject({ code: '42501' });
    await generations.close();
  });

  it('hold the same rows as a file', async () => {
    const next = await build();
    const sqlite = openSqliteReadStore({ file: ':memory:', folds });
    await buildReadModels({ store: log.store, codec: plainCodec, readStore: sqlite, folds, last });
    expect(await dump(await aReader(next))).toEqual(await dump(sqlite));
    await sqlite.close();
  });
});
