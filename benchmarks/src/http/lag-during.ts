/** How far the read models are behind the log while commands arrive, seen from outside: the age of the oldest event not yet in the rows. */

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openSqliteEventStore, type SqliteEventStore } from '@konsil/event-store';
import Database from 'better-sqlite3';
import { quantile } from '../rounds.js';

const LOOK_EVERY = 20;

const oldestMissing = async (store: SqliteEventStore, shown: number): Promise<number> => {
  for await (const { recordedAt } of store.readAll({ from: shown + 1, limit: 1 }))
    return Date.now() - Date.parse(recordedAt);
  return 0;
};

/** Looks every 20 ms while the work runs; milliseconds at the given quantile, and after how long the rest was folded. */
export const lagDuring = async <T>(
  data: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly p99: number; readonly drained: number }> => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const rows = new Database(join(data, 'read-models.db'), { readonly: true });
  const checkpoint = rows.prepare<[], number>('SELECT position FROM checkpoint').pluck();
  const shown = (): number => checkpoint.get() ?? -1;
  const ages: number[] = [];
  try {
    let working = true;
    const ended = work().finally(() => {
      working = false;
    });
    while (working) {
      ages.push(await oldestMissing(store, shown()));
      await delay(LOOK_EVERY);
    }
    const result = await ended;
    const started = performance.now();
    while (shown() < store.headPositionSync()) await delay(LOOK_EVERY);
    return {
      result,
      p99: quantile(ages, 0.99),
      drained: Math.round(performance.now() - started),
    };
  } finally {
    rows.close();
    await store.close();
  }
};
