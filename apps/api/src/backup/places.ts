/** Where a backup may lie. */

import { dirname } from 'node:path';
import { type Config, liesIn } from '../config/index.js';
import { BackupRefused } from './refused.js';

type Places = Pick<Config, 'dataFolder' | 'kekFile' | 'erasureLedger'>;

/** @throws BackupRefused where a backup would lie in what it saves, or have the ledger or the key-encryption key in it */
export const refuseMisplaced = ({ dataFolder, kekFile, erasureLedger }: Places, target: string): void => {
  if (liesIn(dataFolder, target))
    throw new BackupRefused(`${target} lies in the data folder: who loses one loses both.`);
  if ([kekFile, erasureLedger].some((file) => liesIn(target, file)))
    throw new BackupRefused(
      `KONSIL_KEK_FILE or KONSIL_ERASURE_LEDGER lies in ${target}: neither may be part of a backup.`,
    );
};

/** What of the places is allowed and unwise, one sentence each. */
export const unwisePlaces = ({ dataFolder, kekFile }: Places, target: string): readonly string[] => [
  ...(liesIn(dataFolder, kekFile)
    ? ['KONSIL_KEK_FILE lies in the data folder. It is not in the backup, and nothing personal can be read without it.']
    : []),
  ...(dirname(kekFile) === dirname(target)
    ? ['The backup lies beside KONSIL_KEK_FILE: who takes both can read everything. Keep them apart.']
    : []),
];
