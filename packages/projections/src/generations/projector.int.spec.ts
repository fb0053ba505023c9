import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase, luis } from '@konsil/domain/testing';
import { readModelFolds } from '../folds/index.js';
import { openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import { buildReadModels } from '../rebuilding/index.js';
import { aLog, plainCodec, type TestLog } from '../testing/log.js';
import { aFolder, dump, run } from '../testing/running.js';
import { practice, written } from '../testing/shared-case.js';
import { Generations } from './generations.js';
import { Projector } from './projector.js';
import { takeUpGeneration } from './taking-up.js';

const folds = readModelFolds;
/** The same folds in the version after. */
const later = readModelFolds.map((fold) => ({ ...fold, version: fold.version + 1 }));

describe('Generations of the read models', () => {
  let folder: ReturnType<typeof aFolder>;
  let generations: Generations;
  let log: TestLog;
  let last: number;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = aFolder();
    generations = new Generations(folder.path(''));
    log = aLog();
    await log.record(...practice, ...aCase().sharedWith(luis).events);
    last = await log.record(...Array.from({ length: 5 }, (_, number) => written(number)));
  });

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    folder.remove();
  });

  const files = (): readonly string[] => readdirSync(folder.path('')).filter((name) => !/-(wal|shm)$/.test(name));

  /** As `konsil rebuild` does it; answers the file. */
  const build = async (as = folds, file = generations.building()): Promise<string> => {
    const readStore = openSqliteReadStore({ file, folds: as });
    await buildReadModels({ store: log.store, codec: plainCodec, readStore, folds: as, last });
    await readStore.close();
    return generations.complete(file);
  };

  const serve = (as = folds) => {
    takeUpGeneration(generations, as);
    const shown: number[] = [];
    const troubles: unknown[] = [];
    const waiting = new Map<number, () => void>();
    let isCaughtUp: () => void = () => undefined;
    const caughtUp = new Promise<void>((resolve) => (isCaughtUp = resolve));
    const look = (): void => {
      for (const [position, done] of waiting) if ((shown.at(-1) ?? -1) >= position) done();
    };
    const projector = new Projector({
      ...{ store: log.store, codec: plainCodec, folds: as, generations },
      readStore: openSqliteReadStore({ file: generations.served(), folds: as }),
      onCommit: ({ to }) => {
        shown.push(to);
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
    return { projector, shown, troubles, reached, caughtUp };
  };

  /** What another process, or the thread that answers, reads. */
  const aReader = (): ReadStore => {
    const reader = openSqliteReadStore({ file: generations, folds, readOnly: true });
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
    while (generations.served() !== file) await new Promise((next) => setImmediate(next));
  };

  it('are served one after the other, without a position that goes back or a row that is missing', async () => {
    const { reached, shown, troubles } = serve();
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
    expect(files()).toEqual(['read-models-2.db', 'read-models.current']);
  });

  it('are not changed within one answer', async () => {
    const { reached } = serve();
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

  it('go on as they were where the new one can not be served, which is not tried for ever', async () => {
    const { reached, troubles } = serve();
    await reached(last);
    generations.serve = () => {
      throw new Error('no space');
    };
    await build();
    while (troubles.length === 0) await new Promise((next) => setImmediate(next));
    await reached(await log.record(written(400)));
    expect(troubles).toEqual([new Error('no space')]);
    expect(generations.served()).toBe(folder.path('read-models.db'));
    expect(await aReader().readCheckpoint()).toBe(last + 1);
  });

  it('of another version are left for its server, which takes them up, while the old one goes on', async () => {
    const old = serve();
    await old.reached(last);
    const prepared = await build(later);
    await looks(2);
    await old.reached(await log.record(written(500)));
    expect(generations.served()).toBe(folder.path('read-models.db'));
    await closing.pop()?.();
    const next = serve(later);
    expect(generations.served()).toBe(prepared);
    await next.caughtUp;
    expect(files()).toEqual(['read-models-1.db', 'read-models.current']);
  });

  it('of a version before are kept until those of today have caught up, whatever is being built beside them', async () => {
    await build(folds, folder.path('read-models.db'));
    const begun = generations.building();
    writeFileSync(begun, '');
    takeUpGeneration(generations, later);
    expect(files()).toEqual(['read-models-1.db.building', 'read-models.current', 'read-models.db']);
    await serve(later).caughtUp;
    expect(existsSync(folder.path('read-models.db'))).toBe(false);
    expect(generations.served()).toBe(folder.path('read-models-2.db'));
  });

  it('that were cut short are gone on with, and never taken for complete ones', async () => {
    const { reached } = serve();
    await reached(last);
    const begun = generations.building();
    const readStore = openSqliteReadStore({ file: begun, folds });
    await readStore.close();
    generations.complete(begun);
    writeFileSync(folder.path('read-models-2.db'), 'no database, but long enough to be told from an empty one');
    await looks(2);
    await reached(await log.record(written(600)));
    expect(generations.building()).toBe(folder.path('read-models-3.db.building'));
    writeFileSync(generations.building(), '');
    expect(generations.building()).toBe(folder.path('read-models-3.db.building'));
    expect(generations.served()).toBe(folder.path('read-models.db'));
  });

  it('but the one that is served are all removed for an erasure', async () => {
    const { reached } = serve();
    await reached(last);
    await closing.pop()?.();
    await build();
    writeFileSync(generations.building(), '');
    generations.removeOthers();
    expect(files()).toEqual(['read-models.db']);
  });

  it('are refused where the pointer names something else', () => {
    writeFileSync(folder.path('read-models.current'), '../events.db\n');
    expect(() => generations.served()).toThrow(/names no read models/);
  });
});
