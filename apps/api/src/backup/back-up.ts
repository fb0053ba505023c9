/** A backup of the data folder, also while servers use it. Never in it: read models, erasure ledger, key-encryption key. */

import { type CopyProgress, makeBackup, type Manifest } from '@konsil/event-store';
import type { Config } from '../config/index.js';
import { refuseMisplaced } from './places.js';

export interface BackupOrder {
  /** Absolute; absent or empty. */
  readonly target: string;
  /** Version of the product. */
  readonly product: string;
  readonly onProgress?: (progress: CopyProgress) => void;
}

/**
 * Work first, so that nothing is noted as done in it that the log does not hold; passwords behind the log that names
 * their people; keys last (docs/decisions/backup-order.md).
 * @throws BackupRefused, BackupError; nothing is left then
 */
export const backUp = async (config: Config, order: BackupOrder): Promise<Manifest> => {
  refuseMisplaced(config, order.target);
  return makeBackup({
    ...order,
    folder: config.dataFolder,
    withLog: config.eventStore.kind === 'sqlite',
    before: ['work.db'],
    between: ['identity.db'],
  });
};
