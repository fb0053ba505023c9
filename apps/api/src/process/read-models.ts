/** The read models where the configuration says; process, projector thread and erasure open their own. */

import { existsSync } from 'node:fs';
import { auditFold } from '@konsil/audit';
import {
  ExtensionMissing,
  Generations,
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

/** PostgreSQL did not answer, or not as asked; the message names no user and no password. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';

  constructor(cause: unknown) {
    super(`The read store (KONSIL_READ_STORE) can't be opened: ${reasonOf(cause)}`, { cause });
  }
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof ExtensionMissing) return cause.message;
  const { code } = cause as { readonly code?: unknown };
  return `${typeof code === 'string' ? code : 'no answer'}.`;
};

/** The files of the embedded default. */
export const generationsOf = ({ dataFolder }: Pick<Where, 'dataFolder'>): Generations => new Generations(dataFolder);

/** The one of them that is served. */
export const readModelsFile = (config: Pick<Where, 'dataFolder'>): string => generationsOf(config).served();

/** Whether there are read models already; of a PostgreSQL database nobody knows before it is asked. */
export const mayHaveReadModels = (config: Where): boolean =>
  config.readStore.kind === 'postgres' || existsSync(readModelsFile(config));

/**
 * Opened for writing, it makes what is missing, and takes over from whoever wrote before; read-only, it goes along when
 * another generation is served.
 * @throws ReadStoreUnavailable
 */
export const openReadModels = async (
  config: Where,
  options: Pick<SqliteReadStoreOptions, 'readOnly' | 'unsafeLeaveTraces'> = {},
): Promise<ReadStore> => {
  if (config.readStore.kind === 'sqlite') {
    const generations = generationsOf(config);
    const file = options.readOnly === true ? generations : generations.served();
    return openSqliteReadStore({ file, folds: FOLDS, ...options });
  }
  const { connectionString } = config.readStore;
  const { readOnly = false } = options;
  try {
    return await openPostgresReadStore({ connectionString, folds: FOLDS, readOnly });
  } catch (error) {
    throw new ReadStoreUnavailable(error);
  }
};
