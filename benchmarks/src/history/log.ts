/** A log in a folder of its own, for benchmarks that read. */

import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import { fillBareLog } from '../../baselines/scan-and-parse.js';
import type { Chapter } from './chapter.js';
import { writeHistory } from './write.js';

/** Keys are opened anew each time: who reads after a start finds none of them in memory. */
export const openKeys = (log: string) =>
  openSqliteKeys({ file: join(log, 'keys.db'), kekFile: join(log, 'kek'), ledgerFile: join(log, 'ledger.jsonl') });

/** Writes at least as many events into a new folder; answers how many. */
export const makeLog = async (log: string, source: Iterator<Chapter>, atLeast: number): Promise<number> => {
  const store = await openSqliteEventStore({ folder: log });
  const keys = await openKeys(log);
  try {
    return await writeHistory(store, createCodec({ schema: catalogue, keys, erased: ERASED }), source, atLeast);
  } finally {
    await keys.close();
    await store.close();
  }
};

/** The same events as the frozen baseline reads them. */
export const copyBare = async (log: string, file: string): Promise<void> => {
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  try {
    await fillBareLog(file, store.readAll());
  } finally {
    await store.close();
  }
};
