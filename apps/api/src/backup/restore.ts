/**
 * A data folder from a backup. Everything is done beside its place, so that nobody can serve it before: what was erased
 * since is erased again and recorded again, and every sign-in has ended.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyLedger,
  type Backup,
  type CopyProgress,
  erasuresMissingIn,
  type EventStoreError,
  layOut,
  makeWholeFolder,
  type Manifest,
  openBackup,
  readLedger,
} from '@konsil/event-store';
import type { Config } from '../config/index.js';
import { recordErasures } from '../erasure/index.js';
import { endEverySignIn } from '../identity/store/ending.js';
import { openKeys, openLogToWrite } from '../process/stores.js';
import { BackupRefused } from './refused.js';

export interface RestoreOrder {
  /** Folder of the backup. */
  readonly backup: string;
  /** Goes on where the erasure ledger is missing or older than the backup: who was erased since comes back. */
  readonly withoutLedger: boolean;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface Restored {
  readonly manifest: Manifest;
  /** How many keys were destroyed again, and how many erasures were recorded again. */
  readonly destroyedAgain: number;
  readonly recordedAgain: number;
}

/**
 * Makes the data folder of the configuration, which must be absent or empty.
 * @throws BackupRefused, BackupError, KeyError (`wrong-key-encryption-key`), EventStoreError; nothing is left then
 */
export const restoreBackup = async (config: Config, order: RestoreOrder): Promise<Restored> => {
  const backup = openBackup(order.backup);
  refuseOtherStore(config, backup.manifest);
  if (!order.withoutLedger) refuseMissingLedger(config);
  return makeWholeFolder(config.dataFolder, async (draft) => {
    const destroyedAgain = await layOutKeys({ ...config, dataFolder: draft }, backup, order);
    const others = backup.manifest.files.map(({ name }) => name).filter((name) => name !== KEYS);
    await layOut(backup, others, draft, order.onProgress);
    endEverySignIn(draft);
    const recordedAgain = backup.manifest.log === null ? 0 : await recordAgain({ ...config, dataFolder: draft });
    return { manifest: backup.manifest, destroyedAgain, recordedAgain };
  });
};

const KEYS = 'keys.db';

const CONSEQUENCE =
  'With --without-ledger the backup is restored all the same, and whoever was erased since it was made can be read again.';

const refuseMissingLedger = ({ erasureLedger }: Config): void => {
  if (existsSync(erasureLedger)) return;
  throw new BackupRefused(
    `There is no erasure ledger at ${erasureLedger} (KONSIL_ERASURE_LEDGER): bring it from where Konsil ran. ${CONSEQUENCE}`,
  );
};

const refuseOtherStore = ({ eventStore }: Config, { log }: Manifest): void => {
  if (log !== null && eventStore.kind !== 'sqlite')
    throw new BackupRefused('The backup holds its log, and KONSIL_EVENT_STORE names a server.');
  if (log === null && eventStore.kind === 'sqlite')
    throw new BackupRefused('The backup holds no log: it was on the server that KONSIL_EVENT_STORE has to name.');
};

/** The keys come first: where the ledger or the key-encryption key is the wrong one, that is known before a long log is copied. */
const layOutKeys = async (draft: Config, backup: Backup, order: RestoreOrder): Promise<number> => {
  const { dataFolder, kekFile, erasureLedger: ledgerFile } = draft;
  const file = join(dataFolder, KEYS);
  await layOut(backup, [KEYS], dataFolder, order.onProgress);
  const missing = erasuresMissingIn(ledgerFile, file);
  if (missing > 0 && !order.withoutLedger)
    throw new BackupRefused(
      `The erasure ledger ${ledgerFile} lacks ${missing} erasures that the backup knows: it is older, or another one. ${CONSEQUENCE}`,
    );
  return applyLedger({ file, kekFile, ledgerFile });
};

/** Opening the log runs the fast check and begins a head mark of its own; every start records again in the same way. */
const recordAgain = async (draft: Config): Promise<number> => {
  const failures: EventStoreError[] = [];
  const store = await openLogToWrite(draft, (error) => failures.push(error));
  try {
    const { keys, codec } = await openKeys(draft, true);
    try {
      const recorded = await recordErasures(store, codec, readLedger(draft.erasureLedger));
      for (const failure of failures) throw failure;
      return recorded;
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};
