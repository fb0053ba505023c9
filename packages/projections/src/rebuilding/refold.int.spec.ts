import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { annaId, caseId, luisId, patientId } from '@konsil/domain/testing';
import type { EventStore } from '@konsil/event-store';
import { sql } from 'kysely';
import { readModelFolds } from '../folds/index.js';
import type { ReadStore } from '../read-store/index.js';
import { aLog, plainCodec, type TestLog } from '../testing/log.js';
import { dump } from '../testing/running.js';
import { brokenShare, itsCase, practice, written } from '../testing/shared-case.js';
import { MANY_STORES, type Stores } from '../testing/stores.js';
import { buildReadModels } from './build.js';
import { refold } from './refold.js';

describe.each(MANY_STORES)('One read model built anew on $store', ({ begin }) => {
  let stores: Stores;
  const opened: ReadStore[] = [];

  beforeAll(async () => {
    stores = await begin();
  });
  afterAll(() => stores.end());
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  const built = async ({ store }: TestLog, last: number): Promise<ReadStore> => {
    const readStore = await stores.open();
    opened.push(readStore);
    await buildReadModels({ store, codec: plainCodec, readStore, folds: readModelFolds, last });
    return readStore;
  };

  const state = async (readStore: ReadStore) => ({
    rows: await dump(readStore),
    parked: await readStore.parked(),
    checkpoint: await readStore.writer?.checkpoint(),
    isBulk: await readStore.writer?.isBulk(),
  });

  it.each(readModelFolds)('is $name as it was, the others untouched', async (fold) => {
    const log = aLog();
    const last = await log.record(...practice, ...itsCase, written(1), written(2));
    await log.record(written(3));
    const readStore = await built(log, last);
    const before = await state(readStore);
    expect(await refold({ store: log.store, codec: plainCodec, readStore, fold })).toBe(last);
    expect(await state(readStore)).toEqual(before);
  });

  it('mends its own rows and counts, and no others; the event that parks it parks it again', async () => {
    const log = aLog();
    await log.record(...practice, ...itsCase);
    const last = await log.recordRaw(`case-${caseId}`, 'CaseShared', brokenShare);
    const readStore = await built(log, last);
    const before = await state(readStore);
    expect(before.parked).toMatchObject([{ fold: 'patients', key: patientId, position: last }]);
    // As by damage: the queries' connection may not write.
    await readStore.writer?.commit(
      {
        ...{ upserts: new Map(), updates: new Map(), emptied: [], erases: false },
        deletes: new Map([
          ['cases', [[patientId, caseId]]],
          ['people', [[luisId]]],
        ]),
        counts: new Map(),
        ...{ unparked: [{ fold: 'patients', key: patientId }], parked: [] },
      },
      await readStore.writer.checkpoint(),
    );
    expect((await state(readStore)).rows).not.toEqual(before.rows);
    for (const name of ['patients', 'people']) {
      const fold = readModelFolds.find((one) => one.name === name);
      if (fold === undefined) throw new Error(`There is no fold ${name}.`);
      await refold({ store: log.store, codec: plainCodec, readStore, fold });
    }
    expect(await state(readStore)).toEqual(before);
  });

  it('reads nothing of the log but what it wants', async () => {
    const log = aLog();
    const last = await log.record(...practice, ...itsCase, written(1));
    const readStore = await built(log, last);
    const asked: unknown[] = [];
    const watched: EventStore = {
      ...log.store,
      readStream: (...given) => log.store.readStream(...given),
      subscribe: (options) => {
        asked.push(options.prefixes);
        return log.store.subscribe(options);
      },
    };
    const fold = readModelFolds.find(({ name }) => name === 'people');
    if (fold === undefined) throw new Error('There is no fold of people.');
    await refold({ store: watched, codec: plainCodec, readStore, fold });
    expect(asked).toEqual([expect.not.arrayContaining(['case-'])]);
    const { rows } = await sql`select 1 from "people" where "personId" = ${annaId}`.execute(readStore.queries);
    expect(rows).toHaveLength(1);
  });
});
