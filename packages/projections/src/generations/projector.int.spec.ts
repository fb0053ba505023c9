import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase, luis } from '@konsil/domain/testing';
import type { Commit } from '../engine/index.js';
import { readModelFolds } from '../folds/index.js';
import { openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { buildReadModels } from '../rebuilding/index.js';
import { aLog, plainCodec, type TestLog } from '../testing/log.js';
import { aFolder, dump, run, timesTold } from '../testing/running.js';
import { later, practice, written } from '../testing/shared-case.js';
import { GenerationFiles } from './files.js';
import { GenerationsInFiles } from './in-files.js';
import { Projector } from './projector.js';

const folds = readModelFolds;

describe('Generations of the read models', () => {
  let folder: ReturnType<typeof aFolder>;
  let files: GenerationFiles;
  let generations: GenerationsInFiles;
  let log: TestLog;
  let last: number;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = aFolder();
    files = new GenerationFiles(folder.path(''));
    generations = new GenerationsInFiles(files, folds);
    log = aLog();
    await log.record(...practice, ...aCase().sharedWith(luis).events);
    last = await log.record(...Array.from({ length: 5 }, (_, number) => written(number)));
  });

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    folder.remove();
  });

  const names = (): readonly string[] => readdirSync(folder.path('')).filter((name) => !/-(wal|shm)$/.test(name));

  /** As `konsil rebuild` does it; answers the file. */
  const build = (as = folds): Promise<string> =>
    new GenerationsInFiles(files, as).build((readStore) =>
      buildReadModels({ store: log.store, codec: plainCodec, readStore, folds: as, last }),
    );

  const serve = async (beside = generations, as = folds) => {
    await beside.takeUp();
    const shown: number[] = [];
    const told: Commit[] = [];
    const troubles: unknown[] = [];
    const waiting = new Map<number, () => void>();
    let isCaughtUp: () => void = () => undefined;
    const caughtUp = new Promise<void>((resolve) => (isCaughtUp = resolve));
    const look = (): void => {
      for (const [position, done] of waiting) if ((shown.at(-1) ?? -1) >= position) done();
    };
    const projector = new Projector({
      ...{ store: log.store, codec: plainCodec, folds: as, generations: beside },
      readStore: openSqliteReadStore({ file: files.served(), folds: as }),
      tells: () => true,
      onCommit: (commit) => {
        shown.push(commit.to);
        if (commit.told.some(({ table }) => table === 'cases')) told.push(commit);
        look();
      },
      onCaughtUp: () => setImmediate(() => isCaughtUp()),
      onTrouble: (error) => void troubles.push(error),
    });
    closing.push(() => projector.stop());
    const reached = (position: number): Promise<void> =>
      new Promise((done) => {
        waiting.set(position, done);
        look();
      });
    return { projector, shown, told, troubles, reached, caughtUp };
  };

  /** What another process, or the thread that answers, reads. */
  const aReader = (): ReadStore => {
    const reader = openSqliteReadStore({ file: files, folds, readOnly: true });
    closing.push(() => reader.close());
    return reader;
  };

  /** Resolves when it was looked so often for a newer generation. */
  const looks = (times: number): Promise<void> =>
    new Promise((done) => {
      const look = generations.newer.bind(generations);
      let left = times;
      generations.newer = () => {
        left -= 1;
        if (left === 0) setImmediate(done);
        return look();
      };
    });

  /** Resolves when the file is served; the test's own limit is the bound. */
  const isServed = async (file: string): Promise<void> => {
    while (files.served() !== file) await new Promise((next) => setImmediate(next));
  };

  it('are served one after the other, without a position that goes back or a row that is missing', async () => {
    const { reached, shown, troubles } = await serve();
    await reached(last);
    const reader = aReader();
    for (const number of [1, 2]) {
      const file = await build();
      // Behind what was built: the new generation has it before it is served.
      const position = await log.record(written(100 + number));
      await isServed(file);
      await reached(position);
      expect(await reader.readCheckpoint()).toBe(position);
      last = position;
    }
    const after = await log.record(written(200));
    await reached(after);
    const inPeace = run(log.store);
    await inPeace.reached(after);
    expect(await dump(reader)).toEqual(await dump(inPeace.readStore));
    await inPeace.stop();
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
    expect(troubles).toEqual([]);
    expect(names()).toEqual(['read-models-2.db', 'read-models.current']);
  });

  it('tell each change once, also of what is recorded while they change', async () => {
    const { reached, told } = await serve();
    await reached(last);
    const serveIt = generations.serve.bind(generations);
    const added: number[] = [];
    const add = async (number: number): Promise<void> => void added.push(await log.record(written(number)));
    generations.serve = async (...given) => {
      await add(801);
      return serveIt(...given);
    };
    told.length = 0;
    const file = await build();
    await add(800);
    await isServed(file);
    await add(802);
    await reached(added.at(-1) ?? 0);
    expect(added.map(timesTold(told))).toEqual(added.map(() => 1));
  });

  it('are not changed within one answer', async () => {
    const { reached } = await serve();
    await reached(last);
    const reader = aReader();
    const counts = await reader.queries.transaction().execute(async (transaction) => {
      const count = async (): Promise<number> =>
        (await transaction.selectFrom('messages').select('position').execute()).length;
      const before = await count();
      const file = await build();
      await log.record(written(300));
      await isServed(file);
      return { before, within: await count() };
    });
    expect(counts).toEqual({ before: 5, within: 5 });
    await reached(last + 1);
    expect(await reader.queries.selectFrom('messages').select('position').execute()).toHaveLength(6);
  });

  it('go on as they were where the new one can not be served, which is not tried at once again', async () => {
    const { reached, troubles } = await serve();
    await reached(last);
    generations.serve = () => {
      throw new Error('no space');
    };
    await build();
    while (troubles.length === 0) await new Promise((next) => setImmediate(next));
    await reached(await log.record(written(400)));
    expect(troubles).toEqual([new Error('no space')]);
    expect(files.served()).toBe(folder.path('read-models.db'));
    expect(await aReader().readCheckpoint()).toBe(last + 1);
  });

  it('of another version are left for its server, which takes them up, while the old one goes on', async () => {
    const old = await serve();
    await old.reached(last);
    const prepared = await build(later);
    await looks(2);
    await old.reached(await log.record(written(500)));
    expect(files.served()).toBe(folder.path('read-models.db'));
    await closing.pop()?.();
    const next = await serve(new GenerationsInFiles(files, later), later);
    expect(files.served()).toBe(prepared);
    await next.caughtUp;
    expect(names()).toEqual(['read-models-1.db', 'read-models.current']);
  });

  it('of a version before are kept until those of today have caught up, whatever is being built beside them', async () => {
    await (await generations.open(folder.path('read-models.db'))).close();
    const begun = files.building();
    writeFileSync(begun, '');
    await new GenerationsInFiles(files, later).takeUp();
    expect(names()).toEqual(['read-models-1.db.building', 'read-models-2.db', 'read-models.current', 'read-models.db']);
    await (
      await serve(new GenerationsInFiles(files, later), later)
    ).caughtUp;
    expect(existsSync(folder.path('read-models.db'))).toBe(false);
    expect(files.served()).toBe(folder.path('read-models-2.db'));
  });

  it('that were cut short are gone on with, and never taken for complete ones', async () => {
    const { reached } = await serve();
    await reached(last);
    const begun = files.building();
    const readStore = openSqliteReadStore({ file: begun, folds });
    await readStore.close();
    files.complete(begun);
    writeFileSync(folder.path('read-models-2.db'), 'no database, but long enough to be told from an empty one');
    await looks(2);
    await reached(await log.record(written(600)));
    expect(files.building()).toBe(folder.path('read-models-3.db.building'));
    writeFileSync(files.building(), '');
    expect(files.building()).toBe(folder.path('read-models-3.db.building'));
    expect(files.served()).toBe(folder.path('read-models.db'));
  });

  it('but the one that is served are all removed for an erasure', async () => {
    const { reached } = await serve();
    await reached(last);
    await closing.pop()?.();
    await build();
    writeFileSync(files.building(), '');
    files.removeOthers();
    expect(names()).toEqual(['read-models.db']);
  });

  it('are refused where the pointer names something else', () => {
    writeFileSync(folder.path('read-models.current'), '../events.db\n');
    expect(() => files.served()).toThrow(/names no read models/);
  });
});
