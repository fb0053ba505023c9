/** The read models of a log in a file of their own, kept by an engine for as long as it is wanted. */

import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { createEngine, openSqliteReadStore, readModelFolds, type ReadStore } from '@konsil/projections';
import { openKeys } from '../history/log.js';

/** Everything that the product folds. */
const FOLDS = [...readModelFolds, auditFold];

/** Folds until the rows stand where the log does; answers the seconds it took. */
export const catchUp = async (log: string, file: string): Promise<number> => {
  const store = await openSqliteEventStore({ folder: log, readOnly: true });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const readStore = openSqliteReadStore({ file, folds: FOLDS });
  const engine = createEngine({ store, codec, readStore, folds: FOLDS });
  const stop = new AbortController();
  const started = performance.now();
  const running = engine.run(stop.signal);
  await engine.caughtUp;
  const seconds = (performance.now() - started) / 1000;
  stop.abort();
  await running;
  const behind = (await store.headPosition()) - (await readStore.readCheckpoint());
  const parked = (await readStore.parked()).length;
  await readStore.close();
  await keys.close();
  await store.close();
  if (behind !== 0 || parked !== 0) throw new Error(`the rows stand ${behind} events behind, ${parked} parked`);
  return seconds;
};

/** The rows to be asked, as they stand. */
export const openRows = (file: string): ReadStore => openSqliteReadStore({ file, folds: FOLDS });
