/** The read models where the configuration says; process, projector thread and erasure open their own. */

import { existsSync } from 'node:fs';
import { auditFold } from '@konsil/audit';
import {
  ExtensionMissing,
  GenerationFiles,
  type Generations,
  GenerationsInFiles,
  GenerationsInSchemas,
  LeaseHeld,
  openPostgresReadStore,
  openSqliteReadStore,
  type ReadStore,
  readModelFolds,
  type SqliteReadStoreOptions,
} from '@konsil/projections';
import type { Config } from '../config/index.js';

type Where = Pick<Config, 'dataFolder' | 'readStore'>;

/** Everything that the product folds. */
export const FOLDS = [...readModelFolds, auditFold];

/** The one of PostgreSQL's schemas that is served. */
export const SCHEMA = 'konsil';

/** PostgreSQL did not answer, or not as asked; the message names no user and no password. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';

  constructor(cause: unknown) {
    super(`The read store (KONSIL_READ_STORE) can't be opened: ${reasonOf(cause)}`, { cause });
  }
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof ExtensionMissing) return cause.message;
  if (cause instanceof LeaseHeld) return `${cause.message} Start further API processes with KONSIL_PROJECTOR=off.`;
  const { code } = cause as { readonly code?: unknown };
  return `${typeof code === 'string' ? code : 'no answer'}.`;
};

/** The files of the embedded default. */
const filesOf = ({ dataFolder }: Pick<Where, 'dataFolder'>): GenerationFiles => new GenerationFiles(dataFolder);

/** The one of them that is served. */
export const readModelsFile = (config: Pick<Where, 'dataFolder'>): string => filesOf(config).served();

/** What is served, and what is built beside it. */
export const generationsOf = (config: Where): Generations =>
  config.readStore.kind === 'sqlite'
    ? new GenerationsInFiles(filesOf(config), FOLDS, { checkpoints: 'worker' })
    : new GenerationsInSchemas({ connectionString: config.readStore.connectionString, schema: SCHEMA }, FOLDS);

/** Whether there are read models already; of a PostgreSQL database nobody knows before it is asked. */
export const mayHaveReadModels = (config: Where): boolean =>
  config.readStore.kind === 'postgres' || existsSync(readModelsFile(config));

/**
 * At the start of the process that folds: what is newer is served, and what is missing made.
 * @throws ReadStoreUnavailable
 */
export const takeUpReadModels = async (config: Where): Promise<void> => {
  const generations = generationsOf(config);
  try {
    await generations.takeUp();
  } catch (error) {
    throw config.readStore.kind === 'sqlite' ? error : new ReadStoreUnavailable(error);
  } finally {
    await generations.close();
  }
};

/**
 * Opened for writing, it makes what is missing; on PostgreSQL it waits for a writer that may have died. Read-only, it goes
 * along when another generation is served.
 * @throws ReadStoreUnavailable
 */
export const openReadModels = async (
  config: Where,
  options: Pick<SqliteReadStoreOptions, 'readOnly' | 'checkpoints' | 'unsafeLeaveTraces'> = {},
): Promise<ReadStore> => {
  if (config.readStore.kind === 'sqlite') {
    const files = filesOf(config);
    const file = options.readOnly === true ? files : files.served();
    return openSqliteReadStore({ file, folds: FOLDS, ...options });
  }
  const { connectionString } = config.readStore;
  const { readOnly = false } = options;
  try {
    return await openPostgresReadStore({ connectionString, schema: SCHEMA, folds: FOLDS, readOnly });
  } catch (error) {
    throw new ReadStoreUnavailable(error);
  }
};
