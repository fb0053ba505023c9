/** A log in a folder of its own, with its keys, as the product makes it; and its texts in a bare table. */

import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import { type Codec, createCodec, type EventStore, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import { fillBareLog } from '../../baselines/scan-and-parse.js';

/** Opened anew for each measurement: what reads after a start finds no key in memory. */
export const openKeys = (log: string) =>
  openSqliteKeys({ file: join(log, 'keys.db'), kekFile: join(log, 'kek'), ledgerFile: join(log, 'ledger.jsonl') });

/** Answers what `write` answers: how many events the log holds. */
export const makeLog = async (
  log: string,
  write: (store: EventStore, codec: Codec) => Promise<number>,
): Promise<number> => {
  const store = await openSqliteEventStore({ folder: log });
  const keys = await openKeys(log);
  try {
    return await write(store, createCodec({ schema: catalogue, keys, erased: ERASED }));
  } finally {
    await keys.close();
    await store.close();
  }
};

/** Copies the texts into a file that the baseline reads. */
export const copyBare = async (log: string, file: string): Promise<void> => {
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  try {
    await fillBareLog(file, store.readAll());
  } finally {
    await store.close();
  }
};
