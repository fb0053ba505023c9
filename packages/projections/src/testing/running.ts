/** An engine that runs over a log, with its read store, until it is stopped. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@konsil/event-store';
import { type Commit, createEngine, type Engine } from '../engine/index.js';
import { type Fold, tablesOf } from '../fold/index.js';
import { readModelFolds } from '../folds/index.js';
import { createQueries, type Queries } from '../queries/index.js';
import { openSqliteReadStore, type ReadStore, type ReadStoreWriter } from '../read-store/index.js';
import { plainCodec } from './log.js';

/** A folder that is gone when `remove` is called. */
export const aFolder = (): { readonly path: (name: string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'konsil-projections-'));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true }) };
};

export interface Running {
  readonly engine: Engine;
  readonly readStore: ReadStore;
  readonly queries: Queries;
  readonly commits: readonly Commit[];
  readonly troubles: readonly unknown[];
  /** Waits until everything up to the position is in the rows. */
  readonly reached: (position: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface RunOptions {
  readonly file?: string;
  /** In place of a file; closed at the end. */
  readonly readStore?: ReadStore;
  readonly folds?: readonly Fold[];
  readonly pageSize?: number;
  /** Stands between engine and store. */
  readonly through?: (writer: ReadStoreWriter) => ReadStoreWriter;
  readonly tells?: () => boolean;
  readonly onCommit?: (commit: Commit) => void;
}

export const run = (store: EventStore, options: RunOptions = {}): Running => {
  const { file = ':memory:', folds = readModelFolds, pageSize, through = (writer) => writer, tells } = options;
  const { readStore = openSqliteReadStore({ file, folds }) } = options;
  if (readStore.writer === undefined) throw new Error('The store is open for writing.');
  const commits: Commit[] = [];
  const troubles: unknown[] = [];
  const engine = createEngine({
    ...{ store, codec: plainCodec, folds, readStore: { ...readStore, writer: through(readStore.writer) } },
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(tells === undefined ? {} : { tells }),
    onCommit: (commit) => {
      commits.push(commit);
      options.onCommit?.(commit);
    },
    onTrouble: (error) => {
      troubles.push(error);
      engine.wake();
      setImmediate(() => engine.wake());
    },
  });
  const stopping = new AbortController();
  const ended = engine.run(stopping.signal);
  return {
    ...{ engine, readStore, commits, troubles, queries: createQueries(readStore) },
    reached: (position) => engine.reached(position, AbortSignal.timeout(20_000)),
    stop: async () => {
      stopping.abort();
      await ended;
      await readStore.close();
    },
  };
};

/** Every row of every table of the folds, to compare two stores. */
export const dump = async (
  { queries }: Pick<ReadStore, 'queries'>,
  folds: readonly Fold[] = readModelFolds,
): Promise<Readonly<Record<string, readonly string[]>>> => {
  const tables: Record<string, readonly string[]> = {};
  for (const name of folds.flatMap((fold) => tablesOf(fold).map(([table]) => table)) as ['cases']) {
    const rows = await queries.selectFrom(name).selectAll().execute();
    tables[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
};

/** How many of the commits told of what happened at a position. */
export const timesTold =
  (told: readonly Commit[]) =>
  (position: number): number =>
    told.filter(({ from, to }) => from <= position && position <= to).length;
