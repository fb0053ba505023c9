/** The read models of a log, kept by an engine for as long as it is wanted. */

import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { type Codec, createCodec, type EventStore, openSqliteEventStore } from '@konsil/event-store';
import {
  type Commit,
  createEngine,
  type Engine,
  openPostgresReadStore,
  openSqliteReadStore,
  readModelFolds,
  type ReadStore,
} from '@konsil/projections';
import { openKeys } from '../history/log.js';

/** Everything that the product folds. */
const FOLDS = [...readModelFolds, auditFold];

/** Where rows are kept. */
export interface Rows {
  open(options: { readonly readOnly: boolean }): Promise<ReadStore>;
}

export const inFile = (file: string): Rows => ({
  open: async ({ readOnly }) =>
    openSqliteReadStore({ file, folds: FOLDS, readOnly, ...(!readOnly && { checkpoints: 'worker' }) }),
});

export const onPostgres = (connectionString: string, schema: string): Rows => ({
  open: ({ readOnly }) => openPostgresReadStore({ connectionString, schema, folds: FOLDS, readOnly }),
});

/** An engine that has just begun to follow the log. */
export interface ReadSide {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly readStore: ReadStore;
  readonly engine: Engine;
  /** The engine ends; what is open stays so. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const startReadSide = async (
  log: string,
  rows: Rows,
  { readOnly = true, onCommit }: { readonly readOnly?: boolean; readonly onCommit?: (commit: Commit) => void } = {},
): Promise<ReadSide> => {
  const store = await openSqliteEventStore({ folder: log, readOnly });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const readStore = await rows.open({ readOnly: false });
  const engine = createEngine({ store, codec, readStore, folds: FOLDS, ...(onCommit && { onCommit }) });
  const stopping = new AbortController();
  const running = engine.run(stopping.signal);
  return {
    ...{ store, codec, readStore, engine },
    stop: () => {
      stopping.abort();
      return running;
    },
    close: async () => {
      await readStore.close();
      await keys.close();
      await store.close();
    },
  };
};

/** Folds until the rows stand where the log does; answers the seconds it took. */
export const catchUp = async (log: string, rows: Rows): Promise<number> => {
  const { store, readStore, engine, stop, close } = await startReadSide(log, rows);
  const started = performance.now();
  await engine.caughtUp;
  const seconds = (performance.now() - started) / 1000;
  await stop();
  const behind = (await store.headPosition()) - (await readStore.readCheckpoint());
  const parked = (await readStore.parked()).length;
  await close();
  if (behind !== 0 || parked !== 0) throw new Error(`the rows stand ${behind} events behind, ${parked} parked`);
  return seconds;
};
