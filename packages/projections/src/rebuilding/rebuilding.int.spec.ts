import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase, luis } from '@konsil/domain/testing';
import { readModelFolds } from '../folds/index.js';
import { openSqliteReadStore, type ReadStore } from '../read-store/index.js';
import type { EventStore } from '@konsil/event-store';
import { aLog, plainCodec, type TestLog } from '../testing/log.js';
import { aFolder, dump, run } from '../testing/running.js';
import { practice, written } from '../testing/shared-case.js';
import { buildReadModels, openComparison } from './index.js';

describe('Building read models', () => {
  let log: TestLog;
  let folder: ReturnType<typeof aFolder>;
  let shared: number;
  let last: number;

  const build = async (readStore: ReadStore, until: number, onProgress?: (position: number) => void): Promise<void> => {
    const parts = { store: log.store, codec: plainCodec, readStore, folds: readModelFolds, last: until };
    await buildReadModels({ ...parts, ...(onProgress && { onProgress }) });
  };

  beforeEach(async () => {
    folder = aFolder();
    log = aLog();
    shared = await log.record(...practice, ...aCase().sharedWith(luis).events);
    last = await log.record(...Array.from({ length: 30 }, (_, number) => written(number)));
  });

  afterEach(() => folder.remove());

  it.each([
    ['in the middle of the log', () => shared + 7],
    ['at its end', () => last],
  ])('ends %s, whatever stands behind it', async (_where, position) => {
    const store = openSqliteReadStore({ file: ':memory:', folds: readModelFolds });
    await build(store, position());
    expect(await store.readCheckpoint()).toBe(position());
    const texts = await store.queries.selectFrom('messages').select('text').execute();
    expect(texts).toHaveLength(position() - shared);
    await store.close();
  });

  it('goes on where an earlier one was cut short, and comes to the same rows as one in peace', async () => {
    const file = folder.path('next.db');
    const first = openSqliteReadStore({ file, folds: readModelFolds });
    await build(first, shared + 3);
    await first.close();
    const positions: number[] = [];
    const second = openSqliteReadStore({ file, folds: readModelFolds });
    await build(second, last, (position) => positions.push(position));
    expect(Math.min(...positions)).toBeGreaterThan(shared + 3);
    const inPeace = run(log.store);
    await inPeace.reached(last);
    expect(await dump(second)).toEqual(await dump(inPeace.readStore));
    await inPeace.stop();
    await second.close();
  });

  it('is refused by a log that can not be read, instead of waiting for ever', async () => {
    const store = openSqliteReadStore({ file: ':memory:', folds: readModelFolds });
    const broken: EventStore = {
      ...log.store,
      readStream: (stream, options) => log.store.readStream(stream, options),
      subscribe: () => {
        throw new Error('away');
      },
    };
    const parts = { store: broken, codec: plainCodec, readStore: store, folds: readModelFolds, last };
    await expect(buildReadModels(parts)).rejects.toThrow('away');
    await store.close();
  });

  it('is compared with what is served as of one moment, although that goes on meanwhile', async () => {
    const served = run(log.store, { file: folder.path('served.db') });
    await served.reached(last);
    const file = folder.path('rebuilt.db');
    const rebuilt = openSqliteReadStore({ file, folds: readModelFolds });
    const comparison = await openComparison(folder.path('served.db'), file, readModelFolds);
    await served.reached(await log.record(written(31)));
    await build(rebuilt, comparison.position);
    expect({ position: comparison.position, differences: await comparison.differences() }).toEqual({
      position: last,
      differences: [],
    });
    await comparison.close();
    const later = await openComparison(folder.path('served.db'), file, readModelFolds);
    expect(new Set((await later.differences()).map(({ table }) => table))).toContain('messages');
    await later.close();
    await rebuilt.close();
    await served.stop();
  });
});
