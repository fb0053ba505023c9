/** What stands beside the read models while they are compared; what a crash leaves of it is a copy of rows. */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  comparedOf,
  type Comparison,
  dropPostgresReadStore,
  openComparison,
  openPostgresReadStore,
  openSchemaComparison,
  openSqliteReadStore,
  type ReadStore,
} from '@konsil/projections';
import type { Config } from '../config/index.js';
import { FOLDS, readModelsFile, SCHEMA } from '../process/read-models.js';
import { RebuildRefused } from './refused.js';

export interface ComparedPlace {
  /** Empty, for writing. */
  open(): Promise<ReadStore>;
  /**
   * What is served from now on, against what stands here when it is asked.
   * @throws RebuildRefused where nothing is served
   */
  compare(): Promise<Comparison>;
  remove(): Promise<void>;
}

export const comparedPlace = (config: Pick<Config, 'dataFolder' | 'readStore'>): ComparedPlace =>
  config.readStore.kind === 'sqlite' ? inFile(config) : inSchema(config.readStore);

const inFile = (config: Pick<Config, 'dataFolder'>): ComparedPlace => {
  const file = join(config.dataFolder, 'read-models.compared');
  return {
    open: async () => openSqliteReadStore({ file, folds: FOLDS }),
    compare: async () => {
      const served = readModelsFile(config);
      if (!existsSync(served)) throw nothingServed();
      return openComparison(served, file, FOLDS);
    },
    remove: async () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    },
  };
};

const UNDEFINED_TABLE = '42P01';

const inSchema = ({ connectionString }: { readonly connectionString: string }): ComparedPlace => {
  const schema = comparedOf(SCHEMA);
  return {
    open: () => openPostgresReadStore({ connectionString, schema, folds: FOLDS }),
    compare: async () => {
      try {
        return await openSchemaComparison({ connectionString, schema: SCHEMA }, schema, FOLDS);
      } catch (error) {
        throw (error as { readonly code?: unknown }).code === UNDEFINED_TABLE ? nothingServed() : error;
      }
    },
    remove: () => dropPostgresReadStore({ connectionString, schema }),
  };
};

const nothingServed = (): RebuildRefused => new RebuildRefused('There are no read models to compare with yet.');
