/** Holds the rows that queries read against rows built from the log's beginning: equal, table by table. */

import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import { createEngine, GenerationFiles, openSqliteReadStore, readModelFolds } from '@konsil/projections';
import Database from 'better-sqlite3';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { noFindings } from '../fault.mjs';
import { compareRows } from './compare-rows.mjs';

/** Everything that the product folds. */
const FOLDS = [...readModelFolds, auditFold];

/**
 * Waits until the server's rows have reached the log's head, builds them anew beside it and compares.
 * @param {{ data: string, keys: string, scratch: string }} folders
 * @returns {Promise<import('../fault.mjs').Findings>}
 */
export const checkRows = async ({ data, keys, scratch }) => {
  const findings = noFindings();
  const fresh = join(scratch, 'fresh.db');
  const served = new GenerationFiles(data).served();
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  try {
    await untilServed(served, () => store.headPosition());
    await rebuild(store, keys, data, fresh);
    findings.problems.push(...compareRows(served, fresh));
  } finally {
    await store.close();
    for (const suffix of ['', '-wal', '-shm']) await rm(fresh + suffix, { force: true });
  }
  return findings;
};

/**
 * @param {string} file
 * @param {() => Promise<number>} head
 */
const untilServed = async (file, head) => {
  const db = new Database(file, { readonly: true });
  try {
    const statement = db.prepare('SELECT position FROM checkpoint').pluck();
    for (let looks = 0; looks < 1500; looks += 1) {
      if (statement.get() === (await head())) return;
      await delay(20);
    }
    throw new Error('the rows did not reach the head of the log within 30 s');
  } finally {
    db.close();
  }
};

/**
 * @param {import('@konsil/event-store').EventStore} store
 * @param {string} keysFolder
 * @param {string} data
 * @param {string} file
 */
const rebuild = async (store, keysFolder, data, file) => {
  const keys = await openSqliteKeys({
    file: join(data, 'keys.db'),
    kekFile: join(keysFolder, 'kek'),
    ledgerFile: join(keysFolder, 'erasure-ledger.jsonl'),
  });
  const readStore = openSqliteReadStore({ file, folds: FOLDS });
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const engine = createEngine({ store, codec, readStore, folds: FOLDS });
  const stop = new globalThis.AbortController();
  const running = engine.run(stop.signal);
  try {
    await engine.caughtUp;
  } finally {
    stop.abort();
    await running;
    await readStore.close();
    await keys.close();
  }
};
